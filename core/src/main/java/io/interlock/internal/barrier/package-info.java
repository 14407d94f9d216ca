/**
 * The algorithm of {@link io.interlock.sync.ShmBarrier}: a cyclic barrier whose parties are threads of several processes.
 *
 * <p>{@link BarrierRounds} is the algorithm, {@link BarrierState} the state word, {@link BarrierArrival} one thread's part
 * in a round and its wait. {@link BarrierParties} knows the processes of this round and of the one before, and
 * {@link BrokenRounds} remembers which rounds were broken.
 *
 * <h2>The algorithm</h2>
 *
 * <p>All changes happen under an {@link io.interlock.internal.lock.InternalMutex}. Each ends in one store of STATE, which
 * holds the number of the round, whether and why it is broken, and the number of arrivals. Waiters read STATE alone. The
 * party that completes a round runs the barrier's action and begins the next round, which wakes all others.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>STATE [BARRIER]: volatile store under the mutex; volatile load by waiters.
 *   <li>The parties' cells and the numbers of broken rounds: written under the mutex, and valid by the store of STATE. A
 *       waiter that wakes up late reads the numbers without it: entries are only replaced by larger ones.
 *   <li>WAITERS [SLEEP]: all sleepers are woken.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A round ends whole or broken, exactly once, and every party of it learns the same outcome.
 *   <li>The number of a round only grows, so that a waiter knows that its round is over however late it looks.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A dead party breaks the round that waits for it, also if it died on its way to the barrier: its processes are compared
 * with those of the round before. The first waiter looks for deaths for all of them. A thread that dies under the mutex has
 * changed the state or has not.
 *
 * <h2>Sources</h2>
 *
 * <p>The contract is that of {@link java.util.concurrent.CyclicBarrier}. Sense reversal, which the number of the round
 * stands for, is described by John Mellor-Crummey and Michael Scott, "Algorithms for Scalable Synchronization on
 * Shared-Memory Multiprocessors" (1991).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>A count of arrivals that is changed without the mutex: the action, the reason of a broken round and the parties would
 * stand in other words, and a death in between would leave them in disagreement. Decision 10 says why parties are processes.
 */
@NullMarked
package io.interlock.internal.barrier;

import org.jspecify.annotations.NullMarked;
