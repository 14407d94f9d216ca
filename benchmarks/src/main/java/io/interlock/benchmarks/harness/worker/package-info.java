/**
 * What a worker does: obeys the control block, runs the measured loop. In the JMH fork it is a thread, else a JVM of its
 * own; {@code worker.c} and {@code worker.py} are the same program in C and Python.
 */
@NullMarked
package io.interlock.benchmarks.harness.worker;

import org.jspecify.annotations.NullMarked;
