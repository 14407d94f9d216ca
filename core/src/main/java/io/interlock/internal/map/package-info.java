/**
 * The algorithm of {@link io.interlock.collection.ShmMap}: open-addressing hash tables in log-structured memory.
 *
 * <p>A map has {@link Stripe}s, each with a lock, a {@link StripeTable} and a log of its own
 * ({@link io.interlock.internal.alloc}). {@link MapStore} is all stripes of a map, {@link MapReader} reads without locks,
 * {@link MapIterator} and {@link MapViews} are the iterators and views, {@link EncodedMap} connects keys and values as
 * objects with their bytes, {@link LookupKey} is a key in a search, and {@link StripeCheck} checks a stripe.
 *
 * <h2>The algorithm</h2>
 *
 * <p>The hash of a key chooses the stripe and the first slot; a search goes on slot by slot. A slot holds the place of an
 * entry's record and a tag, some bits of the hash, which tells most other keys apart without a look at their records. A
 * writer holds the stripe's lock, writes a new record, and stores the slot: at that moment the change has happened. When
 * the table is full, a larger one is written aside and published by one store of ROOT.
 *
 * <p>A reader takes no lock. It reads ROOT, the slots and the record, and validates what it read by the reclamation epoch,
 * by ROOT, and by the record's sequence. A read that fails is repeated, which happens only if a writer has given memory
 * back, replaced the table, or written that record anew meanwhile.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>Slots [SLOT]: release store under the lock, acquire load by readers.
 *   <li>ROOT [ROOT]: release store; acquire load before and after a read.
 *   <li>EPOCH [REUSE] and SEQUENCE [SEQUENCE]: see {@link io.interlock.internal.alloc}.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A table always has at least one empty slot, so that every search ends.
 *   <li>An entry can be found from its hash's first slot without an empty slot in between.
 *   <li>A key has at most one entry.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>Each change is one store, so a writer that dies has made it or has not. The next writer takes the lock over and
 * recomputes the counts.
 *
 * <h2>Sources</h2>
 *
 * <p>Linear probing: Donald Knuth, "The Art of Computer Programming", volume 3 (1973). Tags in the slots: as in Google's
 * Swiss tables (2017). Validated reads: Boehm (2012), as in {@link io.interlock.internal.alloc}.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>Values written over in place: a death leaves half a value, or a second copy has to be written before. One log for the
 * whole map: every writer would take its lock (decision 12).
 */
@NullMarked
package io.interlock.internal.map;

import org.jspecify.annotations.NullMarked;
