/**
 * The threads that use a region: their slots, their owner words, and whether they live.
 *
 * <p>A thread claims one slot of the region's thread table at its first use and keeps it until it ends. Slot and
 * generation make its {@linkplain io.interlock.internal.format.Owner owner word}, which the thread writes into
 * everything it takes. With the native protocols, two words of shared memory tell any process whether that owner lives.
 * {@link ThreadTable} is the entrance to this package.
 *
 * <h2>The algorithm</h2>
 *
 * <p><em>Claim.</em> The thread searches the slots from SLOT_HINT on and takes the first one that is free or whose
 * claimer is dead. {@link ThreadLife} says how. With the native protocols {@link RobustLife} locks the robust mutex in
 * the slot; the kernel marks it when the thread ends. With the portable protocol {@link FileLockLife} locks one byte of
 * the file, which the kernel drops when the process ends; {@link ProcessLife} asks the process list as well, because a
 * process can lose POSIX locks while it lives. If no slot is free, 64 more are backed under the admin lock.
 *
 * <p><em>Naming.</em> The claimer stores PID_NS and CLAIMED_MS, then PID, then the raised GENERATION. From that store
 * on every owner word of an earlier generation reads as dead. Then it wakes all sleepers on the life word: one of them
 * may have taken the new thread for the dead owner that it watches.
 *
 * <p><em>Question.</em> {@link ThreadTable#isDead} says dead if the slot has no memory, if its generation differs, or
 * if its claimer is dead. A dead owner stays dead.
 *
 * <p><em>Watching.</em> A sleeper sets the waiters bit of the life word by compare-and-set, reads the generation
 * afterwards, and sleeps on the life word besides the word of the primitive. If the generation is still the owner's,
 * the life word was the owner's too. The kernel wakes one sleeper; that one wakes the others
 * ({@link ThreadTable#wakeWatchers}).
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>LIFE [LIFE]: written by the C library and the kernel; others load it volatile and set one bit by
 *       compare-and-set.
 *   <li>GENERATION and PID [LIFE]: volatile stores of the owner, volatile loads. PID is 0 once the process has closed
 *       the region.
 *   <li>PID_NS, CLAIMED_MS: plain, before PID.
 *   <li>SLEEPS_ON: opaque, for people: the WAITERS word on which the thread sleeps.
 *   <li>ACTIVE [BIAS], [SEAL]: opaque store of 1, release store of 0, volatile load; see {@link ActiveFlags}. The
 *       fence between store and check belongs to the other side.
 *   <li>SLOT_HINT: opaque; any value is valid. SLOTS_BACKED [SLOTS]: volatile, the last store of a growth.
 * </ul>
 *
 * <h2>Threads that hold no mutex themselves</h2>
 *
 * <p>A virtual thread changes its carrier, and a file lock belongs to a process. {@link SlotCustodian}, a platform
 * thread, claims slots for them and looks every 20 ms for threads that have ended; {@link SlotCustodians} are as many
 * as needed. They also hold the slot of the process as a whole, for permits, barriers and pipes. {@link SlotsOfThread}
 * lists the tables in which a thread has a slot, at most {@value SlotsOfThread#MAX_REGIONS}, since the kernel walks no
 * more than 2,048 mutexes. A thread gives up its slots in closed regions when it next uses Interlock.
 *
 * <h2>Deaths</h2>
 *
 * <p>The kernel repairs the slot: it marks the mutex or drops the lock, and the next claimer raises the generation. A
 * claimer that dies before that store leaves a slot that reads as dead by its mark. A walk of the kernel that foreign
 * bytes have ended leaves threads without a mark; waiting threads ask the system once a second for such threads and
 * raise their generation ({@link UnmarkedDeaths}). The slot of an unmarked death is not used again.
 *
 * <p>{@link ThreadTableSnapshot}, {@link ThreadState} and {@link Inspection} show the table to people, without a slot
 * and without a lock.
 *
 * <h2>Sources</h2>
 *
 * <p>Ingo Molnar, "The robust futex ABI" and "A description of what robust futexes are" (Linux documentation, 2006).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>A robust mutex for each lock: 16 to 29 ns for lock and unlock from Java (decision 1).
 *   <li>File locks or pidfds in the native protocols: they report a death 65 to 97 ms late with a heap of 1 GB
 *       (decision 1).
 *   <li>A file lock as the only evidence of life: a process can lose it (decision 4).
 * </ul>
 */
@NullMarked
package io.interlock.internal.thread;

import org.jspecify.annotations.NullMarked;
