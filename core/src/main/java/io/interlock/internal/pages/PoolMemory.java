package io.interlock.internal.pages;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.HeaderLayout;
import java.nio.ByteBuffer;

/**
 * Reads and writes the pages of {@link PageAllocator} by their offsets in the file, which may be more than one buffer can be
 * addressed with. An access does not cross the border between two mapped pieces; nothing that the pool gives out does.
 *
 * <p>Offsets come out of shared memory: a reader that follows one asks {@link #contains} before.
 */
public final class PoolMemory {

    private static final int PIECE_SHIFT = Long.numberOfTrailingZeros(HeaderLayout.PIECE_BYTES);
    private static final int PIECE_MASK = (int) (HeaderLayout.PIECE_BYTES - 1);

    private final PageAllocator pool;
    private final MappedMemory[] pieces;

    /** Pages are given out from the end of the region on: most are in the last piece. */
    private final MappedMemory lastPiece;

    private final long top;

    /** Where the pages began when last looked at; they only become more. A race costs another look. */
    private long begin = Long.MAX_VALUE;

    public PoolMemory(PageAllocator pool, MappedMemory[] pieces, long top) {
        this.pool = pool;
        this.pieces = pieces;
        this.lastPiece = pieces[pieces.length - 1];
        this.top = top;
    }

    /** True if these bytes are pages that can be touched, within one mapped piece. */
    public boolean contains(long offset, long length) {
        return (offset >= begin || offset >= look())
                && length > 0
                && length <= top - offset
                && offset >>> PIECE_SHIFT == (offset + length - 1) >>> PIECE_SHIFT;
    }

    /** How many bytes from there on are pages that can be touched, within one mapped piece; less than 1 for none. */
    public long room(long offset) {
        return offset >= begin || offset >= look()
                ? Math.min(top - offset, HeaderLayout.PIECE_BYTES - inPiece(offset))
                : 0;
    }

    private long look() {
        long found = pool.firstByte();
        begin = found;
        return found;
    }

    public int getInt(long offset) {
        return piece(offset).getInt(inPiece(offset));
    }

    public void putInt(long offset, int value) {
        piece(offset).putInt(inPiece(offset), value);
    }

    public void putIntRelease(long offset, int value) {
        piece(offset).putIntRelease(inPiece(offset), value);
    }

    public long getLong(long offset) {
        return piece(offset).getLong(inPiece(offset));
    }

    public void putLong(long offset, long value) {
        piece(offset).putLong(inPiece(offset), value);
    }

    public void putLongRelease(long offset, long value) {
        piece(offset).putLongRelease(inPiece(offset), value);
    }

    public void putBytes(long offset, byte[] bytes) {
        piece(offset).putBytes(inPiece(offset), bytes, 0, bytes.length);
    }

    public byte[] getBytes(long offset, int length) {
        return piece(offset).getBytes(inPiece(offset), length);
    }

    public boolean matches(long offset, byte[] bytes) {
        return piece(offset).matches(inPiece(offset), bytes);
    }

    /** A piece of the memory for itself. */
    public MappedMemory slice(long offset, int length) {
        return piece(offset).slice(inPiece(offset), length);
    }

    /** A view for reading only. */
    public ByteBuffer view(long offset, int length) {
        return piece(offset).view(inPiece(offset), length);
    }

    /** Copies bytes; the two places do not overlap. */
    public void copy(long from, long to, int length) {
        piece(to).copyFrom(piece(from), inPiece(from), inPiece(to), length);
    }

    /**
     * The mapped piece with this offset, for callers that read much there. A caller that has not asked, and got a number that cannot
     * be, must learn that rather than which array was too short.
     */
    public MappedMemory piece(long offset) {
        long piece = offset >>> PIECE_SHIFT;
        if (piece == pieces.length - 1) {
            // Not looked up: the processor, which guesses this branch, need not wait for the offset to go on.
            return lastPiece;
        }
        if (piece >= pieces.length) {
            throw PageTable.damaged(pool.where(), "offset=" + offset);
        }
        return pieces[(int) piece];
    }

    /** Where in its piece that is. */
    public int inPiece(long offset) {
        return (int) offset & PIECE_MASK;
    }
}
