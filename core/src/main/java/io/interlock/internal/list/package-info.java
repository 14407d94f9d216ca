/**
 * The algorithm of {@link io.interlock.collection.ShmList}: a table of references to immutable records.
 *
 * <p>{@link ListStore} holds the elements: records in a log ({@link io.interlock.internal.alloc}) and a {@link ListTable}
 * with their order. {@link ListReader} reads without the lock. A {@link ListWindow} says which part of the list an
 * operation is about: {@link WholeList}, or {@link SubListWindow} for a view. {@link ListSteps}, {@link ListBatch},
 * {@link ListChange} and its subclasses change many elements as one step; {@link ListCursor} and {@link ListSpliterator}
 * iterate over a {@link ListImage}, the elements of one moment.
 *
 * <h2>The algorithm</h2>
 *
 * <p>{@code set} writes a new record and stores one slot. {@code add} at the end writes the slot after the last and then
 * stores the count. Every other change writes a whole new table aside and stores ROOT. So each change happens by one store.
 *
 * <p>Readers validate what they read by the reclamation epoch, as those of a map do. An image of the list is copied
 * slot by slot and compared with the slots again; when they are the same, there was a moment with exactly these elements.
 * An iterator that removes or sets an element finds it by its mark, wherever it is by then.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>Slots and the count [SLOT]: release store under the lock; acquire load by readers.
 *   <li>ROOT [ROOT] and EPOCH [REUSE]: see {@link io.interlock.internal.alloc}.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>The first {@code count} slots refer to complete records; two slots refer to the same record only while an element
 *       is removed in a region without memory for a second table.
 *   <li>No method reads the size and then an index of it: an index is checked under the lock, or by the read itself.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A writer that dies has made its change or has not. In a full region, a removal that moves slots one by one leaves one
 * record in two neighbouring slots, and the repair completes it.
 *
 * <h2>Sources</h2>
 *
 * <p>Images of one moment are those of {@link java.util.concurrent.CopyOnWriteArrayList}. Copying and comparing is the
 * double collect of Yehuda Afek and others, "Atomic Snapshots of Shared Memory" (1993).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>Running a user's function under the lock: a function that never returns would stop all processes. Iterators that read
 * ahead by index: elements would come twice or never (decision 19).
 */
@NullMarked
package io.interlock.internal.list;

import org.jspecify.annotations.NullMarked;
