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
 * A file of shared memory, and the one entry point to what lives in it. The first to ask for a name creates the
 * primitive, later ones attach to it, in any process.
 *
 * <p><b>Files:</b> a region opened by name is a file in {@code /dev/shm}, or in the directory of temporary files where
 * there is no such directory; system property {@code interlock.directory} names another. The file stays until
 * {@link #unlink}: no process's end removes it, unless its creator asked for {@link RegionBuilder#unlinkWhenUnused}.
 *
 * <p><b>Threads:</b> safe for any threads. Up to 16,384 living threads may use a region.
 *
 * <p><b>Death:</b> a process may die at any instruction; the region stays whole, and what a death leaves half done is
 * finished or undone by the next who comes by. A thread's slot is free again when the thread has ended.
 *
 * <p><b>Travelling:</b> a region and what it hands out are {@link Serializable}, so that the task of a
 * {@link io.interlock.process.JvmProcess} may capture them. What travels is the region's path and identity, and a
 * primitive's name, type and configuration; where it arrives it is attached to the region, which must still have its name.
 * All that arrives in a process from one region shares one {@code Region} there, which stays open as long as the process
 * lives; closing it closes all of them.
 *
 * <p><b>Trust:</b> whoever may write a region's file can change and destroy everything in it: values, locks, the record of who
 * lives. Other users may then read wrong values, wait for ever, or fail with {@link RegionFormatException}. Interlock checks what it
 * reads before it follows an offset or lets the C library follow a pointer, so accidental damage does not end a process and does
 * not reach another region; it is no protection against a writer who attacks on purpose. Give write access only to users whom you
 * trust as yourself; read access reveals all content. The file's permissions decide, see {@link RegionBuilder#permissions}.
 *
 * <p><b>Errors:</b> what goes wrong with a region or its file is a {@link RegionException}, whose message names the region,
 * what was expected and found, and the way out. After {@link #close} everything that the region handed out throws
 * {@link RegionClosedException}, which is one of them. Other exceptions tell what became of a primitive, and are <em>not</em>
 * {@code RegionException}s: {@link OwnerDiedException} where the owner of a lock died,
 * {@link io.interlock.collection.QueueClosedException} and {@link io.interlock.collection.PipeClosedException}, which are
 * {@link IllegalStateException}s, where a queue or an end of a pipe was closed, and those that {@code java.util.concurrent} throws in the same place, such as {@link IllegalMonitorStateException},
 * {@link IllegalArgumentException} and {@link java.util.concurrent.BrokenBarrierException}.
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
     * Opens the region of this name, or creates it.
     *
     * @param name 1 to 200 letters, digits, dots, hyphens and underscores; the first is a letter or a digit
     */
    public static Region open(String name) {
        return builder(name).open();
    }

    /** Opens the region in this file, or creates it. */
    public static Region open(Path path) {
        return builder(path).open();
    }

    /** For the region of this name; see {@link #open(String)}. */
    public static RegionBuilder builder(String name) {
        return new RegionBuilder(RegionDirectory.pathOf(name));
    }

    /** For the region in this file. */
    public static RegionBuilder builder(Path path) {
        return new RegionBuilder(path);
    }

    /**
     * Removes the region of this name, without opening it: also one that is damaged, or of another version. Processes
     * that use it go on with what they have.
     *
     * @return false if there was none
     * @throws RegionAccessException if the file may not be removed, or is no region
     */
    public static boolean unlink(String name) {
        return RegionDirectory.unlink(RegionDirectory.pathOf(name));
    }

    /** Removes the region in this file; see {@link #unlink(String)}. */
    public static boolean unlink(Path path) {
        return RegionDirectory.unlink(path);
    }

    /**
     * Removes the region in this file if no living process has it open, and lets none open it meanwhile.
     *
     * @return false if it is in use, or there is none
     * @throws RegionAccessException if the file may not be removed, or is no region
     */
    public static boolean unlinkUnused(Path path) {
        return RegionDirectory.unlinkUnused(path);
    }

    /**
     * The queue of this name, for any number of producers and consumers.
     *
     * @param codec how elements stand in the region; all who attach bring one of the same {@link Codec#id}
     * @param capacityBytes the room for elements in <em>bytes</em>, not their number, see {@link QueueOptions}; for a number of
     *     elements use {@link QueueOptions#ofElements} with {@link #queue(String, Codec, QueueOptions)}
     * @throws PrimitiveMismatchException if the name is another type's, or was created with other options or codec
     * @throws RegionFullException if it is new and does not fit
     */
    public <E> ShmQueue<E> queue(String name, Codec<E> codec, int capacityBytes) {
        return queue(name, codec, QueueOptions.ofBytes(capacityBytes));
    }

    /**
     * The queue of this name.
     *
     * @throws PrimitiveMismatchException if the name is another type's, or was created with other options or codec
     * @throws RegionFullException if it is new and does not fit
     */
    @SuppressWarnings("unchecked") // the codec's id was compared
    public <E> ShmQueue<E> queue(String name, Codec<E> codec, QueueOptions options) {
        return attachment.primitive(ShmQueue.class, name, new ShmQueue.Config(codec, options));
    }

    /**
     * The pipe of this name, with two ends that send and receive.
     *
     * @param capacityBytes room for messages, each way: each takes its bytes, rounded up to a multiple of 8, and 8 more; one
     *     of {@code capacityBytes} fits. All who attach say the same
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another capacity
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmPipe pipe(String name, int capacityBytes) {
        return attachment.primitive(ShmPipe.class, name, new ShmPipe.Config(capacityBytes, false));
    }

    /**
     * The pipe of this name, whose first end sends and whose second end receives; see {@link #pipe}.
     *
     * @param capacityBytes the room for messages in bytes, as in {@link #pipe}
     * @throws PrimitiveMismatchException if the name is another type's, or was created otherwise
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmPipe oneWayPipe(String name, int capacityBytes) {
        return attachment.primitive(ShmPipe.class, name, new ShmPipe.Config(capacityBytes, true));
    }

    /**
     * What is in the region, in order of creation: who holds and awaits what, and what it says of itself. For people, and
     * for watching: it locks nothing, and what it returns is a moment's truth. Entries that a newer version of Interlock made
     * are there, with a kind "unknown(n)".
     *
     * @throws RegionFormatException if the region is damaged
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
     * Checks that everything in the region's collections can be reached, and that all their memory is either reached or known
     * to be free; for tests and tools. Locks one part of a collection after the other, and waits for whoever is at work there;
     * what a dead process has left half done is put right on the way, as by any other user. Reads all keys, and no values.
     *
     * @return what is wrong, one line each; empty if nothing is
     */
    public List<String> verify() {
        attachment.requireOpen();
        return PrimitiveCatalogue.verify(attachment.file());
    }

    /**
     * The map of this name.
     *
     * @param keys how keys are written; their bytes are what makes them equal. All who attach say the same
     * @param values how values are written; all who attach say the same
     * @throws PrimitiveMismatchException if the name is another type's, or was created with other codecs
     * @throws RegionFullException if it is new and does not fit
     */
    @SuppressWarnings("unchecked") // the codecs are compared by their ids
    public <K, V> ShmMap<K, V> map(String name, Codec<K> keys, Codec<V> values) {
        requireRoomForCollections(name);
        return attachment.primitive(ShmMap.class, name, new ShmMap.Config<>(keys, values, capacity()));
    }

    /**
     * The list of this name.
     *
     * @param elements how elements are written; all who attach say the same
     * @throws PrimitiveMismatchException if the name is another type's, or was created with another codec
     * @throws RegionFullException if it is new and does not fit
     */
    @SuppressWarnings("unchecked") // the codecs are compared by their ids
    public <E> ShmList<E> list(String name, Codec<E> elements) {
        requireRoomForCollections(name);
        return attachment.primitive(ShmList.class, name, elements);
    }

    /**
     * The namespace of this name.
     *
     * @throws PrimitiveMismatchException if the name is another type's
     * @throws RegionFullException if it is new and does not fit
     */
    public ShmNamespace namespace(String name) {
        requireRoomForCollections(name);
        return attachment.primitive(ShmNamespace.class, name, capacity());
    }

    /** Refused before anything is created: a name that is taken by what can hold nothing is taken for good. */
    private void requireRoomForCollections(String name) {
        if (capacity() < MIN_COLLECTION_CAPACITY_BYTES) {
            throw new RegionFullException(
                    attachment.file().where() + " name=" + name + " capacity=" + capacity()
                            + " minimum=" + MIN_COLLECTION_CAPACITY_BYTES
                            + " bytes: too small for the pages of a map, list or namespace; create the region with a larger capacity");
        }
    }

    /** The path by which this region was opened. */
    public Path path() {
        return attachment.path();
    }

    /** Room for primitives, in bytes. */
    public long capacity() {
        return attachment.file().heap().capacityBytes();
    }

    /** True once {@link #close} was called on this object. */
    public boolean isClosed() {
        return attachment.isClosed();
    }

    /**
     * Removes the path by which this region was opened. Those who have it open go on with what they have; whoever opens the path
     * from now on gets a new region. Other names of the file, which are hard links, stay.
     *
     * @return false if the name was gone already, or is another region's by now
     */
    public boolean unlink() {
        attachment.requireOpen();
        return RegionFiles.unlink(attachment);
    }

    /**
     * True if the path by which this region was opened does not lead to it any more: somebody has called {@link #unlink}, or has
     * removed, renamed or replaced the file by other means. Another name of the file may still be there.
     */
    public boolean isUnlinked() {
        return attachment.isUnlinked();
    }

    /**
     * Ends this use of the region. Safe while other threads use what it handed out: they get
     * {@link RegionClosedException}, or finish what they are at; those that wait get it within 100 ms, and take nothing. What a
     * thread holds it can still release. Closing again does nothing. The file stays.
     *
     * <p>After the last close in a process, a thread that has used the region keeps it mapped until it uses Interlock again, or
     * ends. The mapping itself goes when the garbage collector finds nothing that leads to it.
     */
    @Override
    public void close() {
        RegionFiles.close(attachment);
    }

    @Serial
    private Object writeReplace() {
        return new Travelling(attachment.handle());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a Region travels as a handle only; the stream is damaged");
    }

    /** A region on its way to another process. */
    private record Travelling(RegionHandle handle) implements Serializable {

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
