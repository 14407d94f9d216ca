/**
 * The pairs of {@code core/docs/ordering.md} under jcstress: threads that do at the same moment, millions of times, what the
 * pair is about, and outcomes that must never be. {@link io.interlock.ordering.OrderingTest} runs them.
 */
@NullMarked
package io.interlock.ordering;

import org.jspecify.annotations.NullMarked;
