/**
 * The locks of a queue's producers and consumers, which become biased to a thread that takes them again and again.
 *
 * <p>{@link BiasedLock} is the lock, {@link BiasWord} its word, {@link BiasedAttempt} one thread's wait for it, and
 * {@link QuiescenceWait} the wait of a thread that closes a queue until no operation is under way.
 *
 * <h2>The algorithm</h2>
 *
 * <p>A thread takes the lock by compare-and-set and frees it by a release store. When it has taken the lock
 * {@value BiasedLock#BIAS_AFTER} times in a row, it keeps the lock: the lock is biased to it. The next operation then
 * sets the thread's ACTIVE flag ({@link io.interlock.internal.thread.ActiveFlags}), checks that the lock is still its own,
 * works, and clears the flag. That costs no atomic operation.
 *
 * <p>Another thread writes its slot number into the upper bits of the word to ask for the lock. An active owner sees the
 * request at the end of its operation and frees the lock. Otherwise the asking thread executes a fence that reaches all
 * threads, looks at the owner's flag, and takes the lock by compare-and-set if the owner is not active. A lock for a single
 * thread is biased to the first thread that takes it, and stays so until that thread ends.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>The word [ROLE]: compare-and-set to take it and to ask for it, release store of FREE, opaque load to resume.
 *   <li>ACTIVE of the owner's slot [BIAS], [SEAL]: opaque store of 1, release store of 0, volatile load by others.
 *   <li>LAST, the thread that had the lock before: plain, by the owner.
 *   <li>WAITERS [SLEEP]: as for every wait.
 * </ul>
 *
 * <p>[BIAS] is the store-load pair of Dekker: the owner stores ACTIVE and loads the word; the asking thread stores its
 * request and loads ACTIVE. The asking thread executes both fences, so biasing is used only where such a fence exists.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Only the owner, an asking thread that has found the owner inactive after its fence, or a thread that has found the
 *       owner dead moves the word away from an owner.
 *   <li>No other thread writes an asker's slot number, so an asker that finds its request in place knows that the owner has
 *       not begun an operation since.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A dead owner leaves its word. The next thread takes the lock over and looks at the ring again; nothing else was in the
 * owner's private memory. The request of a dead asker is replaced by the next asker's. A thread that fails and lives gives
 * the lock up as its death would ({@link BiasedLock#giveUp}).
 *
 * <h2>Sources</h2>
 *
 * <p>Dave Dice, Mark Moir and William Scherer, "Quickly Reacquirable Locks" (2003); Kenneth Russell and David Detlefs,
 * "Eliminating Synchronization-Related Atomic Operations with Biased Locking and Bulk Rebiasing" (2006).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>Claiming places by an atomic addition, so that no lock is needed: see {@link io.interlock.internal.ring}.
 */
@NullMarked
package io.interlock.internal.bias;

import org.jspecify.annotations.NullMarked;
