/**
 * The one loop in which every blocked operation waits: it spins, yields and sleeps, and it sees the death of the thread
 * in the way.
 *
 * <p>A primitive gives {@link WaitingLoop} an {@link WaitingLoop.Attempt} and the offset of its WAITERS word. The
 * attempt tries once without blocking, and answers that the wait is over, or names the owner in the way, or says that
 * no thread is. All primitives sleep here; only a waiter of a condition whose cells are all taken polls by itself.
 * {@link WaitScope} says where a thread waits, and ends the wait when it is closed; {@link Deadline} fixes the time
 * limit at the start.
 *
 * <h2>The algorithm</h2>
 *
 * <ol>
 *   <li><em>Spin</em> within {@link SpinBudget}, which learns from how earlier waits ended. Waits for a lock double
 *       their pauses from look to look, since each look takes the cache line from the owner. Waits for a hand-over look
 *       at short, equal intervals.
 *   <li><em>Yield</em> a few times ({@link YieldBudget}): where both sides share a processor, a yield hands it over.
 *   <li><em>Announce</em> the sleep in the WAITERS word ({@link WaitersWord}), execute a fence, try once more, and look
 *       whether the owner in the way is dead.
 *   <li><em>Sleep</em> on the WAITERS word and on the owner's life word, for 50 ms at first; undisturbed threads then
 *       sleep for up to a minute, while {@link LongSleeps} looks in their place. With the portable protocol, and in
 *       virtual threads ({@link VirtualParking}), a thread parks and looks instead.
 * </ol>
 *
 * <p>{@link WaitingForAny} waits in several loops at once.
 *
 * <h2>The WAITERS word</h2>
 *
 * <pre>
 * sleeper                                  waker
 *   WAITERS = 1      CAS, or volatile        state = ...      release store, or compare-and-set
 *   fence            membarrier, or full     fence            none, or full
 *   look at state    opaque or stronger      WAITERS != 0 ?   opaque load
 *   sleep while WAITERS is unchanged         WAITERS = 0      atomic exchange, then wake
 * </pre>
 *
 * <p>This is Dekker's pattern, pair [SLEEP]: at least one of the two sees the other. With the asymmetric protocol the
 * sleeper pays for both fences, so an unlock executes none. 0 means that no thread sleeps, or that a woken one is
 * responsible for the sleepers; 1 that there may be sleepers of which any one will do; 2 that there may be sleepers
 * which wait for different things, so that all are woken.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Before a thread sleeps, it has itself seen or set WAITERS. The word may announce a sleeper that is gone.
 *   <li>A thread that clears WAITERS wakes a sleeper afterwards. It clears first, so a thread between its announcement
 *       and its sleep does not fall asleep.
 *   <li>A thread that has slept passes the wake-up on once, however its wait ends: it wakes another sleeper or sets
 *       WAITERS again. Only a thread that is alone on its word has none to pass on.
 *   <li>After each change of owner that went through a sleeper, one thread that is awake watches the life of the new
 *       owner.
 *   <li>A wait that ends with an exception has taken nothing; the primitive undoes an attempt that had succeeded.
 * </ul>
 *
 * <h2>Deaths and other events that no waker announces</h2>
 *
 * <ul>
 *   <li>The owner in the way dies: the kernel wakes one sleeper of its life word, which wakes the others and calls
 *       {@link WaitingLoop.Attempt#onDeath}.
 *   <li>A sleeper dies: WAITERS stays set, and the next waker calls the kernel in vain.
 *   <li>A woken thread dies before it passes the wake-up on, or a waker dies between its store and the wake: the ticker
 *       of {@link LongSleeps} finds the word cleared, or the wait done, and wakes a sleeper. It looks every
 *       {@value LongSleeps#MIN_TICK_MS} to {@value LongSleeps#MAX_TICK_MS} ms for all long sleepers of the process.
 *       Short slices end by themselves.
 *   <li>An interrupt, a closed region, and the death of an owner where {@code futex_waitv} is missing: the ticker too,
 *       within 250 ms. It also asks for the deaths of all owners in the way, so one that the kernel could not mark is
 *       seen after about two seconds.
 * </ul>
 *
 * <h2>Sources</h2>
 *
 * <p>Futexes: Ulrich Drepper, "Futexes Are Tricky" (2011). The store and load on each side is Dekker's, in Edsger
 * Dijkstra, "Cooperating Sequential Processes" (1965); its asymmetric form is that of Dave Dice, Hui Huang and Mingyao
 * Yang, "Asymmetric Dekker Synchronization" (2001). How long to spin: Anna Karlin, Kai Li, Mark Manasse and Susan
 * Owicki, "Empirical Studies of Competitive Spinning for a Shared-Memory Multiprocessor" (1991). Growing pauses: Thomas
 * Anderson, "The Performance of Spin Lock Alternatives for Shared-Memory Multiprocessors" (1990).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>The waiters bit in the word of the lock: a plain store at unlock can overwrite a bit set meanwhile (decision
 *       2).
 *   <li>A queue of waiters, as in MCS locks: each hand-over goes to a given thread, which may not be running (decision
 *       15).
 *   <li>Longer slices for each sleeper in place of a ticker: interrupts are seen late, or idle sleepers cost too much
 *       (decision 18).
 * </ul>
 */
@NullMarked
package io.interlock.internal.wait;

import org.jspecify.annotations.NullMarked;
