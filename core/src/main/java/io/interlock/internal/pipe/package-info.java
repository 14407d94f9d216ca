/**
 * The algorithm of {@link io.interlock.collection.ShmPipe}: two rings between two processes.
 *
 * <p>Each direction is a {@link Channel}: a {@link io.interlock.internal.ring.Ring} and two words to sleep on. An end of
 * the pipe belongs to a process ({@link EndOwnership}). Within that process, sending and receiving belong to one thread
 * each ({@link Endpoint}, {@link Sender}, {@link Receiver}) until it ends or gives the role up. {@link PipeCheck} is the
 * check.
 *
 * <h2>The algorithm</h2>
 *
 * <p>A process takes an end by a compare-and-set of its owner word. After that, a message costs no atomic operation: it is
 * one append to a ring or one take from it, and a look whether the other side sleeps. A receiver that finds an empty ring
 * looks whether the other end is gone, and then once more at the ring, so that it gets everything that was sent before the
 * end was closed or its process died.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>The owner word of an end [END]: compare-and-set to take and to close it; volatile load before the last look at the
 *       ring; acquire load at each operation.
 *   <li>The words of the rings [PUT], [TAKEN]: see {@link io.interlock.internal.ring}.
 *   <li>WAITERS of each direction [SLEEP].
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>At most one living process has an end; {@link EndOwnership} refuses a second one.
 *   <li>A thread that sends has the sending role of its process, so a ring has one producer. The same holds for receiving.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>The end of a dead process can be taken by another one, which goes on where the dead one stopped: a message that was
 * not completely sent was not sent, and one that was handled in place but not yet released comes again. The peer of a dead
 * process learns of the death after it has received all messages.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>A lock for each operation, as the queue has: it costs an atomic operation, which waits for all earlier stores.
 */
@NullMarked
package io.interlock.internal.pipe;

import org.jspecify.annotations.NullMarked;
