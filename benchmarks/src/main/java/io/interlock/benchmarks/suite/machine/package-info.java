/** The machine and the code on it: what they are, and what disturbs a run. */
@NullMarked
package io.interlock.benchmarks.suite.machine;

import org.jspecify.annotations.NullMarked;
