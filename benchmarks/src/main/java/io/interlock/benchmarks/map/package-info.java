/** Maps from a number to 64 bytes, and lists of them, by everything that shares them between processes. */
@NullMarked
package io.interlock.benchmarks.map;

import org.jspecify.annotations.NullMarked;
