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
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One region file, mapped once into this process: its header, its memory, and how more of it is backed.
 *
 * <pre>
 * file: | header 4,096 | thread table: SLOTS x 128 | heap: entries ...   (holes)   pages of collections |
 *                                                   ^ HEAP_BEGIN      ^ HEAP_BACKED                     ^ FILE_BYTES
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
    private final Presence presence;
    private final long fileBytes;
    private final int slots;
    private volatile boolean closed;

    /** Maps a file whose header has been validated, or written, by the caller. */
    MappedRegion(Path path, Object key, FileChannel channel, RegionLocks locks, RegionHeader facts) throws IOException {
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
        this.presence = new Presence(locks);
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

    void setClosed(boolean nowClosed) {
        closed = nowClosed;
    }

    /** The name by which this process opened it first; it may have been opened by others since. */
    Path path() {
        return path;
    }

    /** Which file it is, whatever its names; see {@link FileIdentity}. */
    Object key() {
        return key;
    }

    /** The beginning of every message about this region. */
    String where() {
        return "region=" + path;
    }

    Waiting waiting() {
        return waiting;
    }

    Protocol protocol() {
        return protocol;
    }

    /** How many slots the thread table has. */
    int slots() {
        return slots;
    }

    /** The mapped pieces, each whole. */
    MappedMemory[] pieces() {
        return wholePieces;
    }

    long creationId() {
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
                : pieceAddresses[(int) (fileOffset / HeaderLayout.PIECE_BYTES)] + fileOffset % HeaderLayout.PIECE_BYTES;
    }

    MappedMemory header() {
        return header;
    }

    long fileBytes() {
        return fileBytes;
    }

    MappedMemory memory(long offset, int length) {
        ByteBuffer piece = pieces.get((int) (offset / HeaderLayout.PIECE_BYTES));
        return new MappedMemory(piece.slice((int) (offset % HeaderLayout.PIECE_BYTES), length), offset);
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

    /** Never throws: whoever opens or closes another region may be the one to close this file. */
    void close() {
        Quietly.run(where() + ": closing the file", channel::close);
        Quietly.run(where() + ": closing the file of its locks", locks::close);
    }
}
