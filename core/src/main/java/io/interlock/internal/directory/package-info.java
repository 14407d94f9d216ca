/**
 * Names: the files of regions, the named entries in a region, the handles by which both are serialized, and the objects
 * that compose a region at run time.
 *
 * <p>{@link RegionFiles} maps each file once in a process, however often it is opened: two mappings of one life mutex
 * would give one thread two addresses for what the C library links by address. {@link RegionRuntime} joins what this
 * process has of a mapped region: its {@linkplain io.interlock.internal.thread threads}, its {@link EntryDirectory} and
 * its {@linkplain io.interlock.internal.pages pages}. An {@link Attachment} is one opening of it, with the primitives
 * that it has handed out.
 *
 * <h2>The log of entries</h2>
 *
 * <p>{@link EntryDirectory} is a log: entries stand one after the other and are never moved or removed. A creator holds
 * the admin lock, clears the place of the entry and the 8 bytes after it, writes name, configuration and initial words,
 * and stores SIZE last. From that store on the entry exists. The log ends at the first SIZE of zero, so there is no
 * allocation pointer that could disagree with it. A reader follows the log from the place that it has reached, without
 * any lock, and caches each {@link DirectoryEntry} for good. An entry that does not fit before the border of a mapped
 * piece is preceded by a filler.
 *
 * <p>{@link PrimitiveType} says for each public class how its entry is laid out, created, attached, inspected and
 * verified. {@link StateText} makes texts for logs of it, and {@link Verification} checks a whole region: each entry by
 * its own verifier, and that every page run in use belongs to an entry.
 *
 * <h2>Words and access modes</h2>
 *
 * <ul>
 *   <li>SIZE [ENTRY]: release store, the last of an entry; acquire load. All other words before the body are plain,
 *       covered by it, and never change.
 *   <li>DIRECTORY_BACKED [BACKED]: volatile store under the admin lock, after zeros were written; volatile load before an
 *       entry is read.
 * </ul>
 *
 * <h2>Files</h2>
 *
 * <p>{@link RegionCreator} writes a file under a temporary name and then hard-links it to its final name, which decides
 * among several creators without a lock. It holds a file lock on the temporary file meanwhile. {@link RegionOpener}
 * opens a file and checks that the name still leads to it; an opener enters by the
 * {@linkplain io.interlock.internal.region.UsageLock usage lock} and then checks the name once more, so that it never
 * uses a file which another process has just removed. {@link RegionRemoval} removes files that this process has not
 * mapped, {@link RegionDirectory} places regions that are opened by name, and {@link Creation} undoes a creation whose
 * opening has failed.
 *
 * <p>A closed region is unmapped by the garbage collector only, and stays while a thread of this process has a slot in
 * it. {@link DroppedMappings} asks the collector to run when many such mappings are left.
 *
 * <h2>Handles</h2>
 *
 * <p>Objects of classes that are marked {@link HandleSerializable} are serialized as a {@link PrimitiveHandle}
 * ({@link PrimitiveIdentity}): the
 * {@link RegionHandle}, with path and creation id, the class, the name and the configuration. The receiver attaches to
 * the entry by the same code as a request to {@code Region}. The creation id decides, not the name. A handle never
 * creates an entry. {@link PartHandle} serializes a part, such as a built-in lock, as its whole.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A process maps a file at most once, and does not open a mapped file again: closing the second descriptor would
 *       drop its POSIX locks.
 *   <li>An entry that was seen once is there for the life of the region, with the same kind, configuration and place.
 *   <li>One {@link DirectoryEntry} object stands for an entry in a process, so what the process knows of its own holds
 *       is shared by all openings.
 * </ul>
 *
 * <h2>Deaths</h2>
 *
 * <ul>
 *   <li>A creator of an entry that dies before the store of SIZE leaves bytes that the next creator overwrites. There
 *       is nothing to repair, and nothing leaks.
 *   <li>A creator of a file that dies leaves a temporary file without a lock. The next creator in that directory
 *       removes it.
 *   <li>A killed user leaves no trace but its slots. If it was the last user, the name stays, also with
 *       {@code unlinkWhenUnused}.
 * </ul>
 *
 * <h2>Sources</h2>
 *
 * <p>A record that the last store of its length publishes is the form of Aeron's log buffers. Handles use the
 * {@code writeReplace} and {@code readResolve} of the Java Object Serialization Specification.
 *
 * <h2>Rejected alternatives</h2>
 *
 * <ul>
 *   <li>Removal of single entries, and an allocation pointer: both would need a recovery (decision 3).
 *   <li>Replacing primitives in one special stream: other streams would not do it, and a task class with a lock in a
 *       field would not compile as serializable (decision 5).
 *   <li>Renaming a file before its removal in place of a lock on the name: it would need a way back (decision 11).
 * </ul>
 */
@NullMarked
package io.interlock.internal.directory;

import org.jspecify.annotations.NullMarked;
