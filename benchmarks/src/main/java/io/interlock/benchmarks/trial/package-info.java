/**
 * The coordinator's side of a trial: starts workers, gives commands, watches, checks, and leaves nothing behind.
 */
@NullMarked
package io.interlock.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
