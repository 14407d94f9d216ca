/**
 * The lock that each shared value and each shared array has built in.
 *
 * <p>The values and arrays themselves are generated from templates in {@code core/src/main/templates} and stand in
 * {@link io.interlock.value}. {@link BuiltInLock} makes their lock, an {@link io.interlock.sync.ShmReentrantLock}
 * without a name of its own, when somebody first asks for it.
 *
 * <h2>Words and access modes</h2>
 *
 * <p>The words of the lock are the first of the body: 64 bytes in a
 * {@linkplain io.interlock.internal.format.ValueLayout value}, 128 in an
 * {@linkplain io.interlock.internal.format.ArrayLayout array}. They are those of every lock, with the access modes of
 * {@link io.interlock.internal.lock}; pairs [LOCK] and [SLEEP]. The value after them has the pair [VALUE] and is
 * accessed with or without the lock: the lock orders only threads that use it.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Zeros are a free lock. So its creation cannot fail, takes no further memory, and needs no other initialization.
 *   <li>An opening has one lock object for each entry. What the process knows of its hold is kept in the entry, so all
 *       openings of a process see the same hold.
 * </ul>
 *
 * <p>An owner that dies leaves its owner word in the lock. The next thread that wants the lock gets an
 * {@link io.interlock.OwnerDiedException}, as the lock has {@link io.interlock.sync.OnOwnerDeath#FAIL}, and may recover
 * it. Atomic accesses to the value are not affected by that.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>A lock with a name of its own, made on demand: the name could be a user's, and the region could be full
 *       (decision 7).
 * </ul>
 */
@NullMarked
package io.interlock.internal.value;

import org.jspecify.annotations.NullMarked;
