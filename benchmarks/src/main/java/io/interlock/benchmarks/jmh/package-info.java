/** How the figures of a window become results of JMH. */
@NullMarked
package io.interlock.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
