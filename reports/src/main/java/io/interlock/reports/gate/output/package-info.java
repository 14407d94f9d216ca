/** Writes comparisons for terminals, pull requests, continuous integration and programs. */
@NullMarked
package io.interlock.reports.gate.output;

import org.jspecify.annotations.NullMarked;
