/**
 * Locks and other synchronisers between processes, with the meaning of {@code java.util.concurrent} where it has a
 * counterpart.
 */
@NullMarked
package io.interlock.sync;

import org.jspecify.annotations.NullMarked;
