/** What is measured, ours and the others, behind one interface for each shape; what is no JVM program is in the peer package. */
@NullMarked
package io.interlock.benchmarks.harness.driver;

import org.jspecify.annotations.NullMarked;
