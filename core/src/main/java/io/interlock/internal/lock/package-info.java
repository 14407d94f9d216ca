/**
 * Mutual exclusion among the threads of all processes: the lock that the public locks have, and the mutex within other
 * structures.
 *
 * <p>{@link RobustLock} is the algorithm. {@link OpenedLock} is the lock as one opening of a region uses it: it finds
 * the calling thread fast, counts reentrant holds, and serves conditions ({@link ConditionLock}). {@link InternalMutex}
 * is the lock within a primitive or a collection; a thread that finds its owner dead takes it over. {@link LockScope}
 * is what a lock needs from an opening.
 *
 * <h2>The algorithm</h2>
 *
 * <pre>
 * STATE            meaning                           leaves by
 * NOBODY           free                              compare-and-set to the owner word of the taker
 * an owner word    held, or left by a dead owner     release store of NOBODY by the owner; compare-and-set by the
 *                                                    thread that takes it over
 * ABANDONED        an owner, or its repair, failed   compare-and-set by the thread that repairs next
 * </pre>
 *
 * <p>An uncontended lock and unlock is one compare-and-set and one release store, followed by a load of WAITERS. The
 * unlock executes no fence with the asymmetric protocol; see {@link io.interlock.internal.wait}. A blocked thread waits
 * in {@link io.interlock.internal.wait.WaitingLoop}, sleeps on WAITERS and on the life of the owner, and hands nothing
 * over: a woken thread competes like any other, so the lock is not fair.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>STATE [LOCK]: compare-and-set to take; release store to free; volatile load of the holder; opaque load in a
 *       wait, where the compare-and-set orders what follows.
 *   <li>WAITERS [SLEEP]: opaque load by the owner after the release store, with a full fence between where the protocol
 *       asks for it.
 *   <li>ABANDONED: the number of take-overs; an opaque store by the new holder.
 *   <li>REPAIRED of a structure with a repair: a release store by the holder, after the repair.
 * </ul>
 *
 * <p>{@link LocalHold} is private memory: what this process knows of its own hold, one object for each entry. The check
 * at unlock reads it in place of STATE, since a load right after the compare-and-set that took the lock would wait for
 * it. It is not synchronized: a thread asks only whether the field names itself, and only the thread itself writes its
 * name there. {@link Holding} is the same question for primitives with several holders.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Only the thread that an owner word names, or a thread that has found that one dead, moves STATE away from it. A
 *       dead owner stays dead, so the two exclude one another.
 *   <li>No call stands between the compare-and-set of STATE and the fields of {@link LocalHold}, so no error can
 *       separate them.
 *   <li>An {@link InternalMutex} is not reentrant. A thread that takes it again gets an exception instead of a
 *       deadlock.
 *   <li>Repairs run before anything else under the mutex, whenever the number of take-overs differs from REPAIRED. A
 *       repair can itself end at any store; the next holder begins it anew.
 * </ul>
 *
 * <h2>Deaths and failures</h2>
 *
 * <p>A dead owner leaves its word in STATE. With {@link io.interlock.sync.OnOwnerDeath#FAIL} each thread that wants the
 * lock gets an {@link io.interlock.OwnerDiedException} until one recovers the lock
 * ({@link RobustLock#takeOverAndRepair}). With {@code HAND_OVER}, and for every internal mutex, the thread that finds
 * the death takes the lock over by compare-and-set and counts that in ABANDONED. If it dies before it has counted, its
 * take-over is missing from the count, but the next one changes the count all the same.
 *
 * <p>A holder of an internal mutex that fails and lives, by an error between {@link InternalMutex#beginChange} and
 * {@link InternalMutex#endChange}, stores {@link io.interlock.internal.format.Owner#ABANDONED}, which reads as dead.
 * The next holder, in any process, repairs as after a death.
 *
 * <h2>Sources</h2>
 *
 * <p>The lock is the three-state futex mutex of Ulrich Drepper, "Futexes Are Tricky" (2011), with the waiters flag in a
 * word of its own. Locks that survive the death of their owner are the subject of Wojciech Golab and Aditya Ramaraju,
 * "Recoverable Mutual Exclusion" (2016); there the process itself returns, here another one recovers. Full release and
 * reacquisition around a wait are those of Doug Lea, "The java.util.concurrent Synchronizer Framework" (2005).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>A robust pthread mutex for each lock: 16 to 29 ns for lock and unlock from Java (decision 1).
 *   <li>The waiters bit in STATE: a second atomic operation at unlock, 21.4 ns in place of 11.6 (decision 2).
 *   <li>A background thread that looks for owners which failed and live: the handlers of errors see them anyway
 *       (decision 16).
 * </ul>
 */
@NullMarked
package io.interlock.internal.lock;

import org.jspecify.annotations.NullMarked;
