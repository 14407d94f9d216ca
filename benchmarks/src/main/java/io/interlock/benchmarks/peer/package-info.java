/** Peers that are no JVM programs: their sources, how they are made ready, and what is missing where they cannot run. */
@NullMarked
package io.interlock.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
