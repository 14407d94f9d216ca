/**
 * What a contender does: obeys the control block, runs the measured loop. In the JMH fork it is a thread, else a JVM of its
 * own; {@code contender.c} and {@code contender.py} are the same program in C and Python.
 */
@NullMarked
package io.interlock.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
