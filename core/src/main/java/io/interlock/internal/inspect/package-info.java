/**
 * Reading what a region says without taking part in it: no slot, no mutex, no changed byte, and no trust in any number.
 *
 * <p>{@link RegionReader} makes a {@link RegionReport} of a region: its header, the threads that use it, and each entry
 * with its holders, its sleepers and its state. {@link EntryReader} follows the log of entries. A function for each
 * kind of entry tells what its words say; {@link io.interlock.internal.catalogue} brings these functions, so that this
 * package knows no primitive.
 *
 * <h2>The algorithm</h2>
 *
 * <p>A region that this process has mapped is read through that mapping. Any other file is read through the file: a
 * mapping of a truncated file can kill the reader, and reading a hole through a mapping takes memory of {@code tmpfs}.
 * At most 64 KiB of each body are read. The states of several words are read one after the other, so a report describes
 * no single moment. A holder that seems dead is read up to three times, as it may have released what it held and ended
 * between two reads.
 *
 * <p>Whether a region is in use is told by the file locks of {@link io.interlock.internal.region.UsageLock} and,
 * besides, by the thread table. A process that may only read the file sees no shared POSIX locks; the answer is then
 * {@link RegionReport.Use#UNKNOWN}.
 *
 * <h2>Words and access modes</h2>
 *
 * <p>SIZE of an entry is loaded acquire [ENTRY], and the fixed words are read again after it, since the read through
 * the file that brought SIZE may have brought older bytes with it. SLEEPS_ON is opaque: a sleeping thread has written
 * into its own slot where it sleeps, so the slot of a dead thread counts no longer and no counter has to be repaired.
 * All other words are read as their inspectors read them, and only shown.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Nothing is written, and no lock is held that others wait for longer than an instant.
 *   <li>Every size and offset is checked before it is used. Damage ends the report of the log, is named in
 *       {@link RegionReport#problem()}, and throws nothing.
 * </ul>
 *
 * <p>A death of the reader leaves nothing. The deaths of others are shown, and only users of the region repair what
 * they left. Checking memory under the locks of its structures is a separate request,
 * {@link io.interlock.internal.directory.Verification}.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>A count of the waiters in each primitive: it would have to be repaired after each death (decision 11).
 *   <li>The time of each acquisition: a store for each lock (decision 11).
 * </ul>
 */
@NullMarked
package io.interlock.internal.inspect;

import org.jspecify.annotations.NullMarked;
