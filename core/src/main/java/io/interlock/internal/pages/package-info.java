/**
 * The page allocator: the memory of all collections of a region, in runs of pages of 4 KiB.
 *
 * <p>{@link PageAllocator} gives out runs of neighbouring pages and takes them back. Any collection can use what
 * another one has given back. {@link PageTable} holds the words that say where runs begin and end and whose they are.
 * {@link PoolMemory} reads and writes pages by their offsets in the file. The
 * log-structured allocator in {@link io.interlock.internal.alloc} builds its segments from these runs.
 *
 * <h2>The algorithm</h2>
 *
 * <pre>
 * | named entries, upwards |  holes  | downwards: page n ... page 1, page 0 | page table |
 *                          ^ DIRECTORY_BACKED                               ^ top        ^ FILE_BYTES
 * </pre>
 *
 * <p>Pages are numbered from the end of the region downwards. The page table has one word for each page. The word of
 * the first page of a run gives its number of pages, its owner, and whether it is in use; the other words of the run
 * mean nothing. Runs follow one another without gaps, so the table is read run by run from page 0 on.
 *
 * <ul>
 *   <li><em>Allocation</em> is first fit from HINT on. Free neighbours are joined on the way. To split a free run, the
 *       word of the second part is stored first, while it means nothing, and then the word of the first part, which
 *       shortens it and gives it away in one store.
 *   <li><em>Release</em> lowers HINT where needed and stores one word. Nothing is joined until somebody searches.
 *   <li><em>Growth</em> moves the beginning of the pages towards the log, under the admin lock: the new pages and their
 *       part of the table are filled with zeros through the file, the word of the new run is stored, and PAGES last. A
 *       full file system stops further tries for 200 ms.
 *   <li><em>A reserve</em> of a 64th of the region, at most 64 pages, is kept from ordinary requests. A collection that
 *       makes room by moving its records together may take it.
 * </ul>
 *
 * <p>A thread that makes room in a full region holds COMPACTION, a second mutex. It is taken after a lock of a collection
 * and before those of its parts, so that two threads never move the same records.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>PAGES [POOL]: volatile store under LOCK and the admin lock; volatile load by anybody.
 *   <li>Words of the page table: release store under LOCK; plain load. {@link PageAllocator#isRun} reads one without
 *       LOCK, for callers that know that the answer cannot change.
 *   <li>FREE, HINT, TABLE_BACKED: release store under LOCK. Only FREE is also read without it, volatile, as an
 *       estimate.
 *   <li>LOCK and COMPACTION: each an {@link io.interlock.internal.lock.InternalMutex}. REPAIRED says for which take-over
 *       of LOCK the words were recomputed.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>The runs cover the pages from 0 to PAGES exactly, after every store.
 *   <li>No run crosses the border of two mapped pieces.
 *   <li>A run begins at HINT, and no run before it is free. FREE is the number of free pages. A death may make both
 *       false until the repair.
 *   <li>Memory between DIRECTORY_BACKED and the first page is a hole, and nobody touches it.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>Each change of the table is one store, so the table is whole after a death at any instruction. FREE and HINT may
 * be wrong; the next holder of LOCK, having taken it over, counts FREE anew and sets HINT to 0. A thread that dies
 * between getting a run and linking it leaves a run in use that names its owner. The repair of that owner asks
 * {@link PageAllocator#runsOf} for its runs and finds it. A holder that fails and lives abandons LOCK with the same
 * effect. {@link PageAllocator#check} compares the words with the table.
 *
 * <h2>Sources</h2>
 *
 * <p>First fit and the joining of free neighbours: Donald Knuth, "The Art of Computer Programming", volume 1 (1968),
 * section 2.5. Joining as late as possible: Paul Wilson, Mark Johnstone, Michael Neely and David Boles, "Dynamic
 * Storage Allocation: A Survey and Critical Review" (1995).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>Free lists with size classes: a death between taking a block from its list and using it has to be found by a
 *       sweep (decision 12).
 *   <li>Runs as entries of the region's log: they could not be joined, so a region once full of small values would
 *       never hold a large one (decision 12).
 * </ul>
 */
@NullMarked
package io.interlock.internal.pages;

import org.jspecify.annotations.NullMarked;
