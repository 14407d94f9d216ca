/**
 * The algorithm of {@link io.interlock.sync.ShmReadWriteLock}.
 *
 * <p>{@link ReadWriteState} is the algorithm. {@link ReaderSlots} are the readers in shared memory, {@link ReaderHolds}
 * what this process knows of its own, and {@link ReaderPriorityTicket} keeps readers from starving.
 *
 * <h2>The algorithm</h2>
 *
 * <p>A writer takes the gate, a reentrant {@link io.interlock.internal.lock.OpenedLock}. Readers that come later wait for
 * the gate. Then the writer waits until all reader slots are empty. A reader writes its owner word into a slot, looks at
 * the gate, and empties the slot again if the gate is taken. So readers do not share a word that each of them writes.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>A reader slot [READ]: compare-and-set to take it, release store to empty it, volatile load by writers.
 *   <li>STATE of the gate: compare-and-set by the writer, volatile load by readers.
 *   <li>TICKET: compare-and-set by a reader that has waited long; volatile load by writers.
 *   <li>WAITERS of the gate and of the drain [SLEEP].
 * </ul>
 *
 * <p>[READ] is a store-load pair with full fences on both sides: the reader stores its slot and loads STATE, the writer
 * stores STATE and loads all slots. At least one of the two sees the other.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>While a writer owns the gate and has seen every slot empty, no reader is inside.
 *   <li>A reader's slot is emptied by that reader, or by a thread that has found it dead.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A dead reader's slot is emptied by the writer that waits for it. A dead writer leaves the gate abandoned, as any lock.
 * The ticket of a dead reader counts as none.
 *
 * <h2>Sources</h2>
 *
 * <p>Dave Dice and Alex Kogan, "BRAVO: Biased Locking for Reader-Writer Locks" (2019).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>One count of readers: a death leaves a count that nobody can correct. A phase-fair lock: each change of phase would wait
 * for a sleeper to wake up (decision 9).
 */
@NullMarked
package io.interlock.internal.rwlock;

import org.jspecify.annotations.NullMarked;
