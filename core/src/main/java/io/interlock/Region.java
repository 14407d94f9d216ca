package io.interlock;

import io.interlock.collection.Codec;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmList;
import io.interlock.collection.ShmMap;
import io.interlock.collection.ShmNamespace;
import io.interlock.collection.ShmPipe;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.catalogue.PrimitiveCatalogue;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.RegionDirectory;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.directory.RegionHandle;
import io.interlock.internal.inspect.RegionReport;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file of shared memory, and the entry point to the primitives in it. The first process that asks for a name creates
 * the primitive; later callers in any process attach to it.
 *
 * <pre>{@code
 * try (Region orders = Region.open("orders")) { // a file in /dev/shm; any process may open it
 *     ShmLock lock = orders.lock("lock");
 *     ShmLong count = orders.longValue("count");
 *     lock.lock();
 *     try {
 *         count.setPlain(count.getPlain() + 1);
 *     } finally {
 *         lock.unlock();
 *     }
 * }
 * }</pre>
 *
 * <p><b>Files:</b> a region opened by name is a file in {@code /dev/shm}, or in the directory of temporary files if
 * there is no {@code /dev/shm}. The system property {@code interlock.directory} names another directory. The file stays
 * until {@link #unlink} removes it, also when all its users have ended, unless its creator chose {@link
 * RegionBuilder#unlinkWhenUnused}.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. Up to 16,384 living threads may use a region.
 *
 * <p><b>Memory:</b> each primitive documents its happens-before edges. They hold between processes as between threads.
 *
 * <p><b>Death:</b> a process may die at any instruction. The region stays usable: the next user completes or discards
 * what the dead process left half done. A thread's slot in the region becomes free when the thread ends.
 *
 * <p><b>Serialization:</b> a region and its primitives are {@link Serializable}, so the task of a {@link
 * io.interlock.process.JvmProcess} may capture them. They are serialized as handles: the region's path and identity,
 * and a primitive's name, type and configuration. The receiving process attaches to the region, which must still exist
 * under its path. All handles of one region share one {@code Region} in the receiving process. That object stays open
 * as long as the process lives; closing it closes all primitives that arrived through it.
 *
 * <p><b>Trust:</b> a process with write access to the file can change or destroy everything in the region, including
 * locks and the records by which deaths are noticed. Other users may then read wrong values, wait without end, or get
 * {@link RegionFormatException}. Interlock checks offsets and pointers before it follows them, so accidental damage
 * neither ends a process nor reaches another region. It does not defend against a hostile writer. Grant write access
 * only to users whom you trust as yourself; read access reveals all content. See {@link RegionBuilder#permissions}.
 *
 * <p><b>Errors:</b> failures of a region or its file are {@link RegionException}s. Their message names the region, what
 * was expected and found, and the way out. After {@link #close} all primitives of the region throw {@link
 * RegionClosedException}. Exceptions about the state of a primitive are no {@code RegionException}s: {@link
 * OwnerDiedException} when the owner of a lock died, {@link io.interlock.collection.QueueClosedException} and {@link
 * io.interlock.collection.PipeClosedException}, and those of {@code java.util.concurrent}, such as {@link
 * IllegalMonitorStateException} and {@link java.util.concurrent.BrokenBarrierException}.
 *
 * <p><b>Size:</b> the capacity and about 2 MiB for the header and the thread table, in a sparse file.
 */
public final class Region extends RegionSync implements AutoCloseable, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** With less, no page would be left for the first entry of a collection. */
    private static final long MIN_COLLECTION_CAPACITY_BYTES = 16 * 1024;

    Region(Attachment attachment) {
        super(attachment);
    }

    /**
     * Opens the region of this name, or creates it with the default capacity of 4 MiB.
     *
     * @param name 1 to 200 letters, digits, dots, hyphens and underscores, of which the first is a letter or a digit
     * @return the region; close it when it is no longer used
     * @throws IllegalArgumentException if the name contains other characters or is too long
     * @throws RegionException if the region cannot be opened, as for {@link RegionBuilder#open}
     */
    public static Region open(String name) {
        return builder(name).open();
    }

    /**
     * Opens the region in this file, or creates it with the default capacity of 4 MiB.
     *
     * @param path the file; its directory must exist
     * @return the region; close it when it is no longer used
     * @throws RegionException if the region cannot be opened, as for {@link RegionBuilder#open}
     */
    public static Region open(Path path) {
        return builder(path).open();
    }

    /**
     * Returns a builder for the region of this name.
     *
     * @param name as for {@link #open(String)}
     * @return a builder with the default options
     * @throws IllegalArgumentException if the name contains other characters or is too long
     */
    public static RegionBuilder builder(String name) {
        return new RegionBuilder(RegionDirectory.pathOf(name));
    }

    /**
     * Returns a builder for the region in this file.
     *
     * @param path the file; its directory must exist
     * @return a builder with the default options
     */
    public static RegionBuilder builder(Path path) {
        return new RegionBuilder(path);
    }

    /**
     * Removes the region of this name without opening it. This also works for a damaged region and for one of another
     * version. Processes that have it open continue with the removed region; processes that open the name afterwards
     * get a new one.
     *
     * @param name as for {@link #open(String)}
     * @return false if there was no such region
     * @throws RegionAccessException if the file may not be removed, or is no region
     */
    public static boolean unlink(String name) {
        return RegionDirectory.unlink(RegionDirectory.pathOf(name));
    }

    /**
     * Removes the region in this file; see {@link #unlink(String)}.
     *
     * @param path the file
     * @return false if there was no such region
     * @throws RegionAccessException if the file may not be removed, or is no region
     */
    public static boolean unlink(Path path) {
        return RegionDirectory.unlink(path);
    }

    /**
     * Removes the region in this file unless a living process has it open. No process can open it during the removal.
     *
     * @param path the file
     * @return false if the region is in use, or there is none
     * @throws RegionAccessException if the file may not be removed, or is no region
     */
    public static boolean unlinkUnused(Path path) {
        return RegionDirectory.unlinkUnused(path);
    }

    /**
     * Returns the queue of this name, for any number of producers and consumers.
     *
     * @param <E> the type of the elements
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param codec how elements are stored; every process must use a codec of the same {@link Codec#id}
     * @param capacityBytes the space for elements in <em>bytes</em>, not their number, see {@link QueueOptions}. To
     *     give a number of elements use {@link QueueOptions#ofElements} with {@link #queue(String, Codec,
     *     QueueOptions)}
     * @return the queue
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a queue with other options or
     *     another codec
     * @throws RegionFullException if the queue is new and does not fit
     */
    public <E> ShmQueue<E> queue(String name, Codec<E> codec, int capacityBytes) {
        return queue(name, codec, QueueOptions.ofBytes(capacityBytes));
    }

    /**
     * Returns the queue of this name.
     *
     * @param <E> the type of the elements
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param codec how elements are stored; every process must use a codec of the same {@link Codec#id}
     * @param options the queue's capacity and the number of its producers and consumers
     * @return the queue
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a queue with other options or
     *     another codec
     * @throws RegionFullException if the queue is new and does not fit
     */
    @SuppressWarnings("unchecked") // the codec's id was compared
    public <E> ShmQueue<E> queue(String name, Codec<E> codec, QueueOptions options) {
        return attachment.primitive(ShmQueue.class, name, new ShmQueue.Config(codec, options));
    }

    /**
     * Returns the pipe of this name. Both of its ends send and receive.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param capacityBytes the space for messages in each direction. A message takes its bytes, rounded up to a
     *     multiple of 8, and 8 more; a message of {@code capacityBytes} fits
     * @return the pipe
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a pipe of another capacity or
     *     direction
     * @throws RegionFullException if the pipe is new and does not fit
     */
    public ShmPipe pipe(String name, int capacityBytes) {
        return attachment.primitive(ShmPipe.class, name, new ShmPipe.Config(capacityBytes, false));
    }

    /**
     * Returns the pipe of this name, whose first end only sends and whose second end only receives.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param capacityBytes the space for messages, as in {@link #pipe}
     * @return the pipe
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a pipe of another capacity or
     *     direction
     * @throws RegionFullException if the pipe is new and does not fit
     */
    public ShmPipe oneWayPipe(String name, int capacityBytes) {
        return attachment.primitive(ShmPipe.class, name, new ShmPipe.Config(capacityBytes, true));
    }

    /**
     * Lists the primitives of the region in the order of their creation, with their holders and waiters. This is for
     * diagnosis: it takes no lock, and its result describes one moment. Entries of a type that this version of
     * Interlock does not know are listed with the kind "unknown(n)".
     *
     * @return a snapshot
     * @throws RegionFormatException if the region is damaged
     * @throws RegionClosedException if the region is closed
     */
    public List<RegionEntry> entries() {
        attachment.requireOpen();
        RegionReport report = PrimitiveCatalogue.READER.read(attachment.file());
        report.problem().ifPresent(problem -> {
            throw new RegionFormatException(problem + "; stop its users, then unlink it");
        });
        return PrimitiveCatalogue.of(report);
    }

    /**
     * Checks that every element of the region's collections can be reached, and that all their memory is either in use
     * or free. It is meant for tests and tools. It locks one part of a collection after the other and therefore waits
     * for writers. It repairs what a dead process left half done, as any other user would. It reads all keys but no
     * values.
     *
     * @return the problems, one line each; empty if there are none
     * @throws RegionClosedException if the region is closed
     */
    public List<String> verify() {
        attachment.requireOpen();
        return PrimitiveCatalogue.verify(attachment.file());
    }

    /**
     * Returns the map of this name.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param keys how keys are stored; two keys are equal if their bytes are. Every process must use a codec of the
     *     same id
     * @param values how values are stored; every process must use a codec of the same id
     * @return the map
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a map with other codecs
     * @throws RegionFullException if the map is new and does not fit, or the region has less than 16 KiB
     */
    @SuppressWarnings("unchecked") // the codecs are compared by their ids
    public <K, V> ShmMap<K, V> map(String name, Codec<K> keys, Codec<V> values) {
        requireRoomForCollections(name);
        return attachment.primitive(ShmMap.class, name, new ShmMap.Config<>(keys, values, capacity()));
    }

    /**
     * Returns the list of this name.
     *
     * @param <E> the type of the elements
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @param elements how elements are stored; every process must use a codec of the same id
     * @return the list
     * @throws PrimitiveMismatchException if the name belongs to another type, or to a list with another codec
     * @throws RegionFullException if the list is new and does not fit, or the region has less than 16 KiB
     */
    @SuppressWarnings("unchecked") // the codecs are compared by their ids
    public <E> ShmList<E> list(String name, Codec<E> elements) {
        requireRoomForCollections(name);
        return attachment.primitive(ShmList.class, name, elements);
    }

    /**
     * Returns the namespace of this name.
     *
     * @param name the name in the region, at most 255 bytes of UTF-8
     * @return the namespace
     * @throws PrimitiveMismatchException if the name belongs to another type
     * @throws RegionFullException if the namespace is new and does not fit, or the region has less than 16 KiB
     */
    public ShmNamespace namespace(String name) {
        requireRoomForCollections(name);
        return attachment.primitive(ShmNamespace.class, name, capacity());
    }

    /** Runs before anything is created, since a name that belongs to an unusable collection would stay taken. */
    private void requireRoomForCollections(String name) {
        if (capacity() < MIN_COLLECTION_CAPACITY_BYTES) {
            throw new RegionFullException(
                    attachment.file().where() + " name=" + name + " capacity=" + capacity()
                            + " minimum=" + MIN_COLLECTION_CAPACITY_BYTES
                            + " bytes: too small for the pages of a map, list or namespace; create the region with a larger capacity");
        }
    }

    /**
     * Returns the path by which this region was opened. It does not change when the file is renamed.
     *
     * @return the path
     */
    public Path path() {
        return attachment.path();
    }

    /**
     * Returns the space for primitives in bytes. It is fixed when the region is created.
     *
     * @return the capacity in bytes
     */
    public long capacity() {
        return attachment.file().directory().capacityBytes();
    }

    /**
     * Tells whether {@link #close} was called on this object. Other openings of the same region are independent.
     *
     * @return true after {@code close}
     */
    public boolean isClosed() {
        return attachment.isClosed();
    }

    /**
     * Removes the path by which this region was opened. Processes that have the region open continue with it; processes
     * that open the path afterwards get a new region. Other hard links to the file stay.
     *
     * @return false if the path was already gone, or belongs to another region by now
     * @throws RegionClosedException if the region is closed
     */
    public boolean unlink() {
        attachment.requireOpen();
        return RegionFiles.unlink(attachment);
    }

    /**
     * Tells whether the path by which this region was opened no longer leads to it: {@link #unlink} was called, or the
     * file was removed, renamed or replaced. Another hard link to the file may still exist.
     *
     * @return true if the path is gone or leads to another file
     */
    public boolean isUnlinked() {
        return attachment.isUnlinked();
    }

    /**
     * Closes this opening of the region. The file stays. Closing again has no effect.
     *
     * <p>Other threads may be using primitives of this opening at the same time: their current operation completes or
     * throws {@link RegionClosedException}. Waiting calls throw it within 100 ms and take nothing. Locks and permits
     * that a thread holds can still be released.
     *
     * <p>After the last close in a process, a thread that has used the region keeps it mapped until the thread uses
     * Interlock again or ends. The garbage collector removes the mapping once nothing refers to it.
     */
    @Override
    public void close() {
        RegionFiles.close(attachment);
    }

    @Serial
    private Object writeReplace() {
        return new SerializedForm(attachment.handle());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a Region is serialized as a handle only; the stream is damaged");
    }

    /** A region's handle in a serialized object. */
    private record SerializedForm(RegionHandle handle) implements Serializable {

        private static final Map<RegionHandle, Region> ARRIVED = new ConcurrentHashMap<>();

        @Serial
        private Object readResolve() {
            return ARRIVED.compute(
                    handle, (h, known) -> known == null || known.isClosed() ? new Region(handle.attachment()) : known);
        }
    }

    @Override
    public String toString() {
        return "Region[" + path() + (isClosed() ? ", closed]" : "]");
    }
}
