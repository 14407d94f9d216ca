/** The benchmarks, and the program that runs them. */
@NullMarked
package io.interlock.benchmarks;

import org.jspecify.annotations.NullMarked;
