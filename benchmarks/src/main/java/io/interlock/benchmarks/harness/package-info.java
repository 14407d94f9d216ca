/** What all processes of one run share: the names of its files. */
@NullMarked
package io.interlock.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
