/**
 * Log-structured memory for one collection: records in segments, allocated one after the other.
 *
 * <p>{@link LogAllocator} makes records in {@link Segments}, page runs of the region that are linked to one another.
 * {@link Compaction} and {@link CompactionEstimate} bring memory back, {@link GapAllocator} is the last resort of a full
 * region, {@link RecycledRecord} is the record that is written anew, {@link LogReader} reads without the lock,
 * {@link LogRepair} and {@link LogCheck} recompute and check the book-keeping. {@link TableRoot} and {@link SlotFormat}
 * are the words by which a structure refers to its records.
 *
 * <h2>The algorithm</h2>
 *
 * <p>A record is appended to the newest segment and never changes its size. Replacing an entry writes a new record and
 * then one slot of the structure's table; the old record is garbage. Compaction copies the records in use out of sparse
 * segments and changes the slots that refer to them, one store each. A segment without a record in use goes back to the
 * region.
 *
 * <p>Readers hold no lock. A reader notes EPOCH, reads a slot, a record and its bytes, and accepts them if EPOCH has not
 * changed. EPOCH is raised before memory leaves the collection, once for each segment and not for each record.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>EPOCH [REUSE]: volatile store with a fence before memory is given up; acquire load by readers, before and after.
 *   <li>ROOT [ROOT] and the slots of a table [SLOT]: release store under the lock; acquire load by readers.
 *   <li>SEQUENCE of the recycled record [SEQUENCE]: odd while the record is written; a reader compares it before and after.
 *   <li>Counts of bytes in use and the links of segments: under the lock.
 * </ul>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A record that a slot refers to is complete, and its bytes do not change, except for the recycled record, to which
 *       no slot refers.
 *   <li>Every number that a reader finds is checked before it is followed: until EPOCH was compared it may be anything.
 *   <li>Memory in a segment is in use or garbage; nothing is ever half free.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <p>A thread that dies before it has used its record leaves garbage. One that dies in a compaction leaves a copy that
 * nothing refers to. The next holder of the lock recomputes the book-keeping from the region's page table and from the
 * records that can be reached ({@link LogRepair}), which may itself end at any store.
 *
 * <h2>Sources</h2>
 *
 * <p>Stephen Rumble, Ankita Kejriwal and John Ousterhout, "Log-structured Memory for DRAM-based Storage" (2014). Epochs:
 * Keir Fraser, "Practical lock-freedom" (2004). Validated reads: Hans-J. Boehm, "Can Seqlocks Get Along with Programming
 * Language Memory Models?" (2012).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <p>Free lists with size classes: a death between taking a record from its list and using it has to be found by a sweep
 * (decision 12).
 */
@NullMarked
package io.interlock.internal.alloc;

import org.jspecify.annotations.NullMarked;
