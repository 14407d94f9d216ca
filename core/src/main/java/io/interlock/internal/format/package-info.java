/**
 * The memory format: the offsets of every shared structure, the bits of its words, and the rules that make them one
 * format.
 *
 * <p>Each shared structure is declared once, in a layout class whose Javadoc lists for each word its offset, its
 * writers, its readers and its access mode. This page gives the rules that hold for all of them;
 * {@code core/docs/layout.md} is the normative description, byte for byte, and {@code LayoutTest} and
 * {@code SyncLayoutTest} pin its numbers. A changed number is a new {@link HeaderLayout#VERSION_VALUE}. A region of
 * another version is refused and never converted.
 *
 * <h2>The file</h2>
 *
 * <pre>
 * 0         4,096               2,101,248
 * | header | thread table     | log of named entries   (holes)   pages of collections | page table |
 *   HeaderLayout  SlotLayout     EntryLayout                       SegmentLayout          PoolLayout
 * </pre>
 *
 * <ul>
 *   <li>{@link HeaderLayout}: what the file is, how its users wait ({@link Protocol}), and the marks up to which it has
 *       memory.
 *   <li>{@link SlotLayout}: one thread that uses the region. {@link Owner} is the owner word, which names such a
 *       thread: slot + 1 in bits 0 to 15, a generation in bits 16 to 47.
 *   <li>{@link EntryLayout}: a named primitive; {@link Kind} numbers the types.
 *   <li>{@link LockLayout}, {@link ConditionLayout}, {@link CountLayout}, {@link BoundedLayout}, {@link EventLayout},
 *       {@link BarrierLayout}, {@link ReadWriteLayout}: bodies of synchronizers.
 *   <li>{@link ValueLayout}, {@link ArrayLayout}: bodies of values and arrays, each with a built-in lock.
 *   <li>{@link PoolLayout}, {@link LogLayout}, {@link SegmentLayout}, {@link RecordLayout}, {@link MapTable}: pages, the
 *       log-structured memory made of them, and the tables of maps and lists in it.
 *   <li>{@link RingLayout}, {@link RingPosition}, {@link QueueLayout}, {@link PipeLayout}: rings of records.
 * </ul>
 *
 * <h2>Words and access modes</h2>
 *
 * <p>Three kinds of words occur in most structures:
 *
 * <ul>
 *   <li>The <em>owner word</em> of a lock is taken by compare-and-set and given back by a release store of
 *       {@link Owner#NOBODY}. {@link Owner#ABANDONED} names a slot that no region has, so it always reads as dead.
 *   <li>A <em>WAITERS word</em> tells wakers whether threads sleep, and is the word that they sleep on. Sleepers
 *       announce themselves by compare-and-set or volatile store. A waker reads it opaque and clears it by an atomic
 *       exchange; pair [SLEEP].
 *   <li>A <em>publishing word</em> makes everything before it visible: the SIZE of an entry [ENTRY], the ROOT of a
 *       table [ROOT], a slot [SLOT], the first word of a record [PUT], the marks SLOTS_BACKED, DIRECTORY_BACKED and PAGES
 *       [SLOTS], [BACKED], [POOL]. It is the last store of a change, release or volatile, and its readers load it
 *       acquire or volatile.
 * </ul>
 *
 * <p>Words that only the holder of a lock touches are plain, or stored by release where a death must not reorder them.
 * Words for people are plain or opaque.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Numbers have the byte order of the machine and natural alignment. References are offsets in the file or slot
 *       numbers, never addresses.
 *   <li>No entry, page run or record crosses the border of two mapped pieces of {@link HeaderLayout#PIECE_BYTES}.
 *   <li>Each body and each page run begins on a cache line pair of its own,
 *       {@link io.interlock.internal.access.Layout#CACHE_LINE_PAIR}.
 *   <li>A body of zeros is a free lock, an empty collection, or a value of zero. Types with other initial values write
 *       them before the entry is published.
 *   <li>A number from shared memory is checked before it is used as a reference or a size. A wrong one raises
 *       {@link io.interlock.RegionFormatException}.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>What a change stores before its publishing word is free memory or garbage to everybody else, and what it stores
 * after it is book-keeping. So a death leaves nothing half done that a reader could see. The next holder of the
 * structure's lock computes the book-keeping anew where the ABANDONED word of the lock differs from REPAIRED;
 * {@link io.interlock.internal.lock.InternalMutex} compares them.
 *
 * <h2>Sources</h2>
 *
 * <p>One descriptor class for each structure, with a table of offsets, is the practice of Agrona and Aeron. The sources
 * of the algorithms are in the packages that run them.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>An allocation pointer beside the log of entries: it could disagree with the log after a death (decision 3).
 *   <li>A robust pthread mutex in each lock in place of an owner word: 16 to 29 ns for lock and unlock from Java
 *       (decision 1).
 *   <li>Slots of 8 bytes in every map: the table of a small region would be twice as large in the caches (decision 12).
 *   <li>A filler entry that stays a hole: it would need a second mark besides DIRECTORY_BACKED, and a death between the two
 *       stores would give the hole to the next entry.
 * </ul>
 */
@NullMarked
package io.interlock.internal.format;

import org.jspecify.annotations.NullMarked;
