/** Runs the whole suite in rounds, watches the machine meanwhile, and writes a results directory. */
@NullMarked
package io.interlock.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
