/**
 * The memory through which one trial's workers are started, measured and counted.
 *
 * <p>The harness must not depend on what it measures, and C and Python take part: so this is a plain mapped file with its
 * own layout, and no Interlock region.
 */
@NullMarked
package io.interlock.benchmarks.harness.control;

import org.jspecify.annotations.NullMarked;
