/**
 * The algorithm of {@link io.interlock.collection.ShmQueue}, on elements that are byte arrays.
 *
 * <p>{@link QueueCore} composes it: a {@link io.interlock.internal.ring.Ring}, a
 * {@link io.interlock.internal.bias.BiasedLock} for the producers and one for the consumers, and two words to sleep on
 * ({@link QueueState}). {@link QueueProducer} and {@link QueueConsumer} are the two sides, {@link QueueElements} the views
 * that read without taking, {@link TaskCounter} the count of unfinished tasks, and {@link QueueCheck} the check.
 *
 * <h2>The algorithm</h2>
 *
 * <p>A producer takes the producers' lock, appends one record to the ring, frees the lock and wakes a sleeping consumer, if
 * there is one. A consumer does the same on its side. The copy of one element is all that happens under a lock; waiting for
 * room or for an element happens without one.
 *
 * <h2>Closing</h2>
 *
 * <p>{@code close} stores CLOSED. A producer reads it while it holds the producers' lock, so each producer that takes the
 * lock later puts nothing. A consumer that finds CLOSED and no element waits until no producer is active and then seals the
 * ring: it changes EMPTY to END. So nothing that was put is lost, and nothing comes after the end. {@code closeNow} stores
 * another value; consumers read it under their lock and take nothing from then on.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>CLOSED [SEAL]: volatile store, followed by a fence that reaches all threads; volatile load under a lock.
 *   <li>The words of the ring [PUT], [TAKEN] and of the locks [ROLE], [BIAS]: see their packages.
 *   <li>The count of finished tasks: compare-and-set. The count of put elements is the ring's own.
 *   <li>WAITERS of both sides [SLEEP]: the waker's fence is the lock's, or the sleeper's.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>One store puts an element and one store takes it, so a thread that dies has done its operation or has not. Its lock
 * passes to the next thread. What a dead consumer had taken and not finished stays in the count of unfinished tasks.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>Linked records in a log, as in the map: a put could fail because of the memory of other users. Elements of a fixed size
 * (decision 13).
 */
@NullMarked
package io.interlock.internal.queue;

import org.jspecify.annotations.NullMarked;
