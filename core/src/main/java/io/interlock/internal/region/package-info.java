/**
 * One region file in this process: its mapping, its header, the locks on it, and the checks before it is trusted.
 *
 * <p>{@link MappedRegion} maps a file once, in pieces of 1 GiB, and owns what the layers above share: header, memory,
 * admin lock, usage lock, and the protocol by which threads wait. {@link Opening} tells waiting threads that it was
 * closed. The files themselves are created, opened and removed by {@link io.interlock.internal.directory}.
 *
 * <h2>Growth without truncation</h2>
 *
 * <p>The file has its full size from the start, as holes, and never changes it. A touched hole takes memory from the
 * file system, and on a full file system the touch kills the process. So {@link MappedRegion#back} first writes zeros
 * through the file; a full file system then fails a write, and {@link BackingFailure} makes an exception of that. The
 * caller afterwards raises the mark up to which the mapping may be touched.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>MAGIC: stored last by the creator, volatile. The file has only a temporary name at that time, so an opener sees
 *       a complete header or no region. {@link RegionHeader} writes the header, {@link HeaderSnapshot} reads it through
 *       the file and validates every number before anything is mapped.
 *   <li>SLOTS_BACKED [SLOTS], DIRECTORY_BACKED and PAGES [BACKED], [POOL]: volatile stores under the admin lock, after the
 *       zeros were written; volatile loads without it.
 *   <li>ADMIN_MUTEX: a robust mutex of the C library.
 *   <li>UNLINKED: volatile; 1 once the file has lost its last name.
 *   <li>Bytes from 2<sup>40</sup> - 4 on, far beyond the end of the file: they hold no data, processes lock them.
 * </ul>
 *
 * <h2>Locks</h2>
 *
 * <p>{@link AdminLock} guards the growth of the region: backed space, thread table and directory. It is held for
 * microseconds and never while user code runs. It is a robust mutex, or with the portable protocol a lock on one byte
 * of the file, and does not use the thread table, which grows under it. {@link AdminWait} tries again and again rather
 * than sleeping in the kernel, so that an interrupt, a closed region and a time limit of
 * {@value AdminWait#GIVE_UP_AFTER_S} s end the wait; {@link HolderInWords} names the holder in its messages.
 *
 * <p>{@link UsageLock} shows that this process has the region open: a shared lock on two bytes. A process that asks
 * whether the region is in use tries the first byte exclusively, for an instant; the process that removes the name as
 * the last user takes the second. With two bytes a question never refuses the last user. A third byte covers the
 * removal, from the check of the name to its end.
 *
 * <p>{@link RegionLocks} hides which file locks these are. Open-file-description locks stay until their file is closed.
 * The JDK's POSIX locks are lost when the process closes any descriptor of the file
 * ({@link RegionLocks#survivesForeignClose}), so they are never the only evidence of a user. {@link OpenInJvm} keeps
 * two copies of Interlock in one JVM, which share nothing but system properties, from dropping each other's locks.
 *
 * <h2>Trust</h2>
 *
 * <p>Anybody may put a file under a name in a shared directory. {@link RegionGuard} refuses symbolic links, files of
 * users whom the options ({@link RegionOptions}) do not expect, and files open to more users than asked for;
 * {@link ProcessOwner} tells the user and groups of this process. {@link FileIdentity} compares files, since names
 * change hands. {@link RegionBytes} lets readers read a file without mapping it. {@link SlowRegions} warns of a region
 * whose creator could only use a slower protocol.
 *
 * <h2>Deaths</h2>
 *
 * <p>The kernel marks or drops every lock of a process that dies. The next thread that takes the admin lock adopts the
 * mutex and repairs nothing, because each change under it becomes valid by one last store; zeros beyond a mark are
 * overwritten. Killed users leave the file, with or without {@code unlinkWhenUnused}.
 *
 * <h2>Sources</h2>
 *
 * <p>Robust mutexes are those of IEEE Std 1003.1-2008 (POSIX). Open-file-description locks are Linux's
 * ({@code F_OFD_SETLK}, 3.15).
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>A separate lock file, or taking lost file locks again periodically: the first moves the hazard to another file,
 *       and with the second locks are missing meanwhile (decision 4).
 *   <li>Waiting for a file lock in the kernel: it reports a deadlock where threads of two processes wait in two files
 *       (decision 11).
 *   <li>Renaming a file before its removal: it would need a way back (decision 11).
 *   <li>{@code munmap} at close: an operation under way would end the JVM (decision 17).
 * </ul>
 */
@NullMarked
package io.interlock.internal.region;

import org.jspecify.annotations.NullMarked;
