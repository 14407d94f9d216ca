package io.interlock.memory;

import io.interlock.RegionClosedException;
import io.interlock.os.BufferAddress;
import io.interlock.os.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One region file, mapped once into this process, whatever number of {@code Region}s are open on it.
 *
 * <p>The mapping is never undone while a primitive can reach it or a thread of this process holds a slot in it: the C
 * library links the life mutexes that a thread holds. The garbage collector unmaps it after that.
 *
 * <pre>
 * file: | header 4,096 | thread table: SLOTS x 128 | heap: entries ...   (holes)   pages of collections |
 *                                                   ^ HEAP_BEGIN      ^ HEAP_BACKED                     ^ FILE_BYTES
 * </pre>
 *
 * <p>The heap of named entries grows upwards; the pages of collections, {@link PagePool}, grow downwards from the end.
 *
 * <p>The file has its full size from the start and is never truncated, but most of it is holes. A hole is filled with
 * zeros by {@link #back} before anybody touches it through the mapping: on a full file system the write fails with an
 * exception, where a touch would kill the process.
 */
public final class RegionFile implements Opening {

    /** The heap is backed in steps of this size. */
    static final int EXTENT_BYTES = 64 * 1024;

    /** Mapped in pieces, as one buffer cannot exceed 2 GiB; no structure straddles two. */
    static final long PIECE_BYTES = 1L << 30;

    private final Path path;
    private final Object key;
    private final FileChannel channel;
    private final RegionLocks locks;
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private final long[] pieceAddresses;
    private final MappedMemory[] wholePieces;
    private final MappedMemory header;
    private final Protocol protocol;
    private final Waiting waiting;
    private final AdminLock admin;
    private final ThreadTable threads;
    private final Heap heap;
    private final Presence presence;
    private final PagePool pool;
    private final long fileBytes;
    private final Queue<Runnable> onLeave = new ConcurrentLinkedQueue<>();
    private final Set<Attachment> openings = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Maps a file whose header has been validated, or written, by the caller. */
    RegionFile(Path path, Object key, FileChannel channel, RegionLocks locks, RegionHeader facts) throws IOException {
        this.path = path;
        this.key = key;
        this.channel = channel;
        this.locks = locks;
        this.fileBytes = facts.fileBytes();
        this.protocol = facts.protocol();
        int slots = facts.slots();
        for (long at = 0; at < fileBytes; at += PIECE_BYTES) {
            pieces.add(channel.map(MapMode.READ_WRITE, at, Math.min(PIECE_BYTES, fileBytes - at)));
        }
        this.pieceAddresses = protocol == Protocol.PORTABLE
                ? new long[0]
                : pieces.stream().mapToLong(BufferAddress::of).toArray();
        this.wholePieces = IntStream.range(0, pieces.size())
                .mapToObj(piece -> new MappedMemory(pieces.get(piece), piece * PIECE_BYTES))
                .toArray(MappedMemory[]::new);
        this.waiting = protocol.waiting();
        this.header = memory(0, HeaderLayout.BYTES);
        this.admin = new AdminLock(this, where(), protocol, locks, header, addressOf(HeaderLayout.ADMIN_MUTEX));
        MappedMemory table = memory(HeaderLayout.BYTES, slots * SlotLayout.BYTES);
        ThreadLife life = protocol == Protocol.PORTABLE
                ? new FileLockLife(where(), locks, table)
                : new RobustLife(where(), table, addressOf(table.fileOffset()));
        this.threads = new ThreadTable(this, table, life, slots);
        this.heap = new Heap(this, heapBegin(slots));
        this.presence = new Presence(locks);
        this.pool = new PagePool(this, wholePieces, heapBegin(slots));
    }

    static long heapBegin(int slots) {
        return HeaderLayout.BYTES + (long) slots * SlotLayout.BYTES;
    }

    /**
     * Registers what this process does, once, when it leaves properly: when its last opening of the region is closed, or the
     * JVM exits. A killed one does not.
     */
    public void onLeave(Runnable action) {
        onLeave.add(action);
        AtExit.run(action);
    }

    /** The last opening is closed; before this process gives its slots back. */
    void leave() {
        for (Runnable action = onLeave.poll(); action != null; action = onLeave.poll()) {
            if (AtExit.forget(action)) {
                Quietly.run(where() + ": leaving", action::run);
            }
        }
    }

    /** True once the last opening of this process is closed, until it opens the region again. */
    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public RegionClosedException closedException() {
        return new RegionClosedException(where() + ": closed; open it again, and take its primitives from there");
    }

    /** Those of this process that are not closed. */
    Set<Attachment> openings() {
        return openings;
    }

    void setClosed(boolean nowClosed) {
        closed = nowClosed;
        if (nowClosed) {
            LongSleeps.look();
        }
    }

    /** The name by which this process opened it first; it may have been opened by others since. */
    public Path path() {
        return path;
    }

    /** Which file it is, whatever its names; see {@link FileIdentity}. */
    Object key() {
        return key;
    }

    /** The beginning of every message about this region. */
    public String where() {
        return "region=" + path;
    }

    public ThreadTable threads() {
        return threads;
    }

    public Waiting waiting() {
        return waiting;
    }

    public Protocol protocol() {
        return protocol;
    }

    public Heap heap() {
        return heap;
    }

    public PagePool pool() {
        return pool;
    }

    public long creationId() {
        return header.getLong(HeaderLayout.CREATION_ID);
    }

    void markUnlinked() {
        header.putIntVolatile(HeaderLayout.UNLINKED, 1);
    }

    /** True once Interlock has removed the file's last name; others may have removed it without leaving this mark. */
    boolean isMarkedUnlinked() {
        return header.getIntVolatile(HeaderLayout.UNLINKED) != 0;
    }

    /** True if its creator has said that the last process to leave removes the name. */
    boolean unlinksWhenUnused() {
        return header.getInt(HeaderLayout.UNLINK_UNUSED) == 1;
    }

    Presence presence() {
        return presence;
    }

    RegionLocks locks() {
        return locks;
    }

    /**
     * The address, in this process, of the byte at this offset of the file, for calls of the operating system. The portable
     * protocol makes no such call, so there the address is 0.
     */
    long addressOf(long fileOffset) {
        return protocol == Protocol.PORTABLE
                ? 0
                : pieceAddresses[(int) (fileOffset / PIECE_BYTES)] + fileOffset % PIECE_BYTES;
    }

    /** How much memory of the file system it has, more or less. */
    long backedBytes() {
        long heap = Math.max(0, header.getLongVolatile(HeaderLayout.HEAP_BACKED) - HeaderLayout.BYTES);
        long pages = header.getLongVolatile(HeaderLayout.POOL + PoolLayout.PAGES);
        return heap + Math.max(0, pages) * PagePool.PAGE_BYTES;
    }

    MappedMemory header() {
        return header;
    }

    long fileBytes() {
        return fileBytes;
    }

    MappedMemory memory(long offset, int length) {
        ByteBuffer piece = pieces.get((int) (offset / PIECE_BYTES));
        return new MappedMemory(piece.slice((int) (offset % PIECE_BYTES), length), offset);
    }

    <T> T underAdmin(Supplier<T> action) {
        return admin.with(action);
    }

    /** Fills a hole with zeros; under the admin lock, and only where nobody has been before. */
    void back(long offset, long length) {
        var unused = PrivateThread.call(() -> {
            writeZeros(offset, length);
            return length;
        });
    }

    private void writeZeros(long offset, long length) {
        try {
            ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, EXTENT_BYTES));
            for (long at = offset; at < offset + length; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), offset + length - at));
                for (long to = at; zeros.hasRemaining(); ) {
                    to += channel.write(zeros, to);
                }
            }
        } catch (IOException e) {
            throw BackingFailure.of(where(), path, length, e);
        }
    }

    /** Never throws: whoever opens or closes another region may be the one to close this file. */
    void close() {
        Quietly.run(where() + ": closing the file", channel::close);
        Quietly.run(where() + ": closing the file of its locks", locks::close);
    }
}
