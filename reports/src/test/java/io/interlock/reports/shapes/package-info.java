/**
 * Benchmarks of the shapes that public suites have. They measure nothing of interest: their result files, recorded as
 * resources of the tests, are what other people's results look like.
 */
@NullMarked
package io.interlock.reports.shapes;

import org.jspecify.annotations.NullMarked;
