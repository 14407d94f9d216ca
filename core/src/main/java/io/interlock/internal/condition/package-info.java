/**
 * The conditions of locks: a queue of waiters in shared memory.
 *
 * <p>{@link ConditionQueue} is all of it; {@link io.interlock.sync.ShmCondition} is its public face.
 *
 * <h2>The algorithm</h2>
 *
 * <p>Each waiter draws a ticket: the number of its cell in a ring of cells. It writes its owner word into the cell, raises
 * ARRIVED, and releases the lock fully. A signal moves HEAD past the first waiter that is still there, by one store, and
 * wakes it after the lock is released. A waiter whose ticket is before HEAD reacquires the lock and empties its cell.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>HEAD [SIGNAL]: release store under the lock; volatile load by waiters without it.
 *   <li>ARRIVED: plain, under the lock. BASE: opaque.
 *   <li>A cell's OWNER: opaque. Its WAITERS word [SLEEP] is what
 *       the waiter sleeps on, so a signal wakes exactly one thread.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>BASE is at most HEAD, and HEAD at most ARRIVED. Cells before BASE are free.
 *   <li>A waiter that gave up, by a timeout or an interrupt, has an empty cell and is passed over.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A waiter that dies in its wait is passed over as if it had given up. If it dies after a signal has chosen it, the
 * thread that finds its cell passes the signal on; sleepers look for such cells. If the owner of the lock dies, nobody
 * knows what it wanted to signal, so all waiters return when the lock has been recovered, as after a spurious wake-up.
 *
 * <h2>Sources</h2>
 *
 * <p>C. A. R. Hoare, "Monitors: An Operating System Structuring Concept" (1974), with the semantics of Butler Lampson and
 * David Redell, "Experience with Processes and Monitors in Mesa" (1980): a signalled thread competes for the lock again.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>A list of waiters through the thread slots: another thread may claim the slot of a dead thread without holding the lock,
 * and the list would lead into it. A growing number of cells (decision 8).
 */
@NullMarked
package io.interlock.internal.condition;

import org.jspecify.annotations.NullMarked;
