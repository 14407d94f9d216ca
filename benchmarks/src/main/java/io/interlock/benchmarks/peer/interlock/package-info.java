/** This project's own primitives, as peers of the others. */
@NullMarked
package io.interlock.benchmarks.peer.interlock;

import org.jspecify.annotations.NullMarked;
