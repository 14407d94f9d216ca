/** Pairs of processes that hand a turn back and forth. */
@NullMarked
package io.interlock.benchmarks.handoff;

import org.jspecify.annotations.NullMarked;
