/**
 * The coordinator's side of a trial: starts contenders, gives commands, watches, checks, and leaves nothing behind.
 */
@NullMarked
package io.interlock.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
