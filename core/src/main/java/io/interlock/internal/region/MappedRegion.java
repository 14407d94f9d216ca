package io.interlock.internal.region;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.PrivateThread;
import io.interlock.internal.access.Quietly;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.os.BufferAddress;
import io.interlock.internal.os.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One region file, mapped once into this process: its header, its memory, and how more of it is backed.
 *
 * <pre>
 * file: | header 4,096 | thread table: SLOTS x 128 | directory: entries ...   (holes)   pages of collections |
 *                                                   ^ DIRECTORY_BEGIN      ^ DIRECTORY_BACKED                     ^ FILE_BYTES
 * </pre>
 *
 * <p>The file has its full size from the start and is never truncated, but most of it is holes. A hole is filled with
 * zeros by {@link #back} before anybody touches it through the mapping: on a full file system the write fails with an
 * exception, where a touch would kill the process.
 *
 * <p>The garbage collector unmaps it when nothing can reach it any more.
 */
public final class MappedRegion implements Opening {

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
    private final UsageLock usageLock;
    private final long fileBytes;
    private final int slots;
    private volatile boolean closed;

    /** Maps a file whose header has been validated, or written, by the caller. */
    public MappedRegion(Path path, Object key, FileChannel channel, RegionLocks locks, RegionHeader facts)
            throws IOException {
        this.path = path;
        this.key = key;
        this.channel = channel;
        this.locks = locks;
        this.fileBytes = facts.fileBytes();
        this.protocol = facts.protocol();
        this.slots = facts.slots();
        for (long at = 0; at < fileBytes; at += HeaderLayout.PIECE_BYTES) {
            pieces.add(channel.map(MapMode.READ_WRITE, at, Math.min(HeaderLayout.PIECE_BYTES, fileBytes - at)));
        }
        this.pieceAddresses = protocol == Protocol.PORTABLE
                ? new long[0]
                : pieces.stream().mapToLong(BufferAddress::of).toArray();
        this.wholePieces = IntStream.range(0, pieces.size())
                .mapToObj(piece -> new MappedMemory(pieces.get(piece), piece * HeaderLayout.PIECE_BYTES))
                .toArray(MappedMemory[]::new);
        this.waiting = protocol.waiting();
        this.header = memory(0, HeaderLayout.BYTES);
        this.admin = new AdminLock(this, where(), protocol, locks, header, addressOf(HeaderLayout.ADMIN_MUTEX));
        this.usageLock = new UsageLock(locks);
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

    public void setClosed(boolean nowClosed) {
        closed = nowClosed;
    }

    /** The name by which this process opened it first; it may have been opened by others since. */
    public Path path() {
        return path;
    }

    /** Which file it is, whatever its names; see {@link FileIdentity}. */
    public Object key() {
        return key;
    }

    /** The beginning of every message about this region. */
    public String where() {
        return "region=" + path;
    }

    public Waiting waiting() {
        return waiting;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** How many slots the thread table has. */
    public int slots() {
        return slots;
    }

    /** The mapped pieces, each whole. */
    public MappedMemory[] pieces() {
        return wholePieces;
    }

    public long creationId() {
        return header.getLong(HeaderLayout.CREATION_ID);
    }

    public void markUnlinked() {
        header.putIntVolatile(HeaderLayout.UNLINKED, 1);
    }

    /** True once Interlock has removed the file's last name; others may have removed it without leaving this mark. */
    public boolean isMarkedUnlinked() {
        return header.getIntVolatile(HeaderLayout.UNLINKED) != 0;
    }

    /** True if its creator has said that the last process to leave removes the name. */
    public boolean unlinksWhenUnused() {
        return header.getInt(HeaderLayout.UNLINK_UNUSED) == 1;
    }

    public UsageLock usageLock() {
        return usageLock;
    }

    public RegionLocks locks() {
        return locks;
    }

    /**
     * The address, in this process, of the byte at this offset of the file, for calls of the operating system. The portable
     * protocol makes no such call, so there the address is 0.
     */
    public long addressOf(long fileOffset) {
        return protocol == Protocol.PORTABLE
                ? 0
                : pieceAddresses[(int) (fileOffset / HeaderLayout.PIECE_BYTES)] + fileOffset % HeaderLayout.PIECE_BYTES;
    }

    public MappedMemory header() {
        return header;
    }

    public long fileBytes() {
        return fileBytes;
    }

    public MappedMemory memory(long offset, int length) {
        ByteBuffer piece = pieces.get((int) (offset / HeaderLayout.PIECE_BYTES));
        return new MappedMemory(piece.slice((int) (offset % HeaderLayout.PIECE_BYTES), length), offset);
    }

    public <T> T underAdmin(Supplier<T> action) {
        return admin.with(action);
    }

    /** Fills a hole with zeros; under the admin lock, and only where nobody has been before. */
    public void back(long offset, long length) {
        var unused = PrivateThread.call(() -> {
            writeZeros(offset, length);
            return length;
        });
    }

    private void writeZeros(long offset, long length) {
        try {
            ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, HeaderLayout.EXTENT_BYTES));
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

    /** Never throws: a thread that opens or closes another region may be the one to close this file. */
    public void close() {
        Quietly.run(where() + ": closing the file", channel::close);
        Quietly.run(where() + ": closing the file of its locks", locks::close);
    }
}
