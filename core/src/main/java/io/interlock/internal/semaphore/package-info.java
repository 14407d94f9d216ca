/**
 * The permits of semaphores: a count, or permits with an owner.
 *
 * <p>{@link Permits} is what {@link io.interlock.sync.ShmSemaphore} and
 * {@link io.interlock.sync.ShmBoundedSemaphore} stand on. {@link CountedPermits} is a count. {@link OwnedPermits} belong
 * to the process that has acquired them and come back when it dies. Waiting is not done here; the public classes wait.
 *
 * <h2>The algorithm</h2>
 *
 * <p>Counted permits are acquired and released by compare-and-set of COUNT. For owned permits each process has a cell with
 * its owner word and the number of permits that it has. The number of available permits is the total less the permits in
 * cells of living processes, so there is no second count that could get out of step. Changes happen under an
 * {@link io.interlock.internal.lock.InternalMutex}, each by one store of HELD. A waiter looks without the mutex, since it
 * looks again anyway.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>COUNT [COUNT]: compare-and-set, volatile load. The compare-and-set of a release is also the waker's fence.
 *   <li>HELD of a cell [COUNT]: volatile store under the mutex, volatile load by waiters.
 *   <li>WAITERS [SLEEP].
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>COUNT is never more than its maximum. The permits in living processes' cells are never more than the total.
 *   <li>A process has at most one cell with permits.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A death does not change counted permits: as with POSIX semaphores, the permits of a dead process are lost. A dead
 * process's cell of owned permits counts as empty at once and is reused later. A release of permits that other processes
 * have acquired takes one store for each of them; a death in between has released some, and the rest stays with the living.
 *
 * <h2>Sources</h2>
 *
 * <p>Edsger Dijkstra, "Cooperating Sequential Processes" (1965). Permits that return at a death are those of System V's
 * {@code SEM_UNDO}.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>A count with an undo record for each process: between the two stores a death leaves them in disagreement. The cells
 * are both.
 */
@NullMarked
package io.interlock.internal.semaphore;

import org.jspecify.annotations.NullMarked;
