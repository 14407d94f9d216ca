/**
 * Views of collections that others change while they are read.
 *
 * <p>{@link ConcurrentSpliterator} makes a stream of an iterator over elements that any process may add and remove
 * meanwhile. The views of maps and the queue use it; a list reads all elements of one moment and has a spliterator of
 * its own.
 *
 * <h2>The contract</h2>
 *
 * <ul>
 *   <li>The spliterator is late-binding: it asks for its iterator at its first step, so a stream sees elements that
 *       were added after it was built.
 *   <li>It is {@link java.util.Spliterator#CONCURRENT} and {@link java.util.Spliterator#NONNULL}. It is not sized,
 *       since any size could be wrong by the time it is used, and so it never promises a number of elements to a
 *       stream.
 *   <li>It is weakly consistent, exactly as its iterator is, and throws no
 *       {@link java.util.ConcurrentModificationException}.
 *   <li>It splits by copying batches of growing size to the heap, as {@link java.util.Spliterators.AbstractSpliterator}
 *       does; the elements in a batch are those of the time at which it was split off.
 * </ul>
 *
 * <p>The package touches no shared memory itself, so it has no access modes, and a death leaves nothing here. The
 * contract is the one that {@link java.util.concurrent.ConcurrentHashMap} documents for its own views.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>The default spliterator of {@link java.util.Collection}: it would ask for the size and promise it to the
 *       stream.
 *   <li>A snapshot of all elements, as the list makes it (decision 19): a queue and a map promise weak consistency
 *       only, and a copy of a large map would fill the heap.
 * </ul>
 */
@NullMarked
package io.interlock.internal.view;

import org.jspecify.annotations.NullMarked;
