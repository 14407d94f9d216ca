/** The locks under test, ours and the others, behind one interface; what is no JVM program is in the peer package. */
@NullMarked
package io.interlock.benchmarks.lock;

import org.jspecify.annotations.NullMarked;
