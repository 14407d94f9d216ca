package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.stream.IntStream;

/**
 * The bits of a table's slots.
 *
 * <pre>
 * slot  31       p p-1                0      in a region of at most 2 GiB; p: the number of bits of FILE_BYTES / 8
 *      | tag      | entry record / 8   |
 *
 * slot  63         40 39               0     in a larger one
 *      | tag         | entry record / 8 |
 *
 * 0: empty; 1: removed
 * </pre>
 *
 * <p>As narrow as the region allows: a search reads any slot of the table, and the more of them the processor's nearer
 * caches hold, the fewer wait for memory twice ({@code MapBenchmark.contended}, get). A tag is a part of the key's number, with
 * which most other keys are told apart without a look at their entries; in a region of 2 GiB it still has 4 bits.
 */
public final class SlotFormat {

    public static final long EMPTY = 0;
    public static final long REMOVED = 1;

    private static final long LARGEST_OF_NARROW = 2L << 30;
    private static final int MAX_POSITION_BITS = 28;

    /** The bits of a key's number from here on are the tag's. */
    private static final int TAG_OF_HASH = 32;

    private static final SlotFormat WIDE = new SlotFormat(Long.BYTES, 40);

    /** By the bits of a position. One object for all tables of a region: it stays in the processor's nearest cache. */
    private static final SlotFormat[] NARROW = IntStream.rangeClosed(0, MAX_POSITION_BITS)
            .mapToObj(positionBits -> new SlotFormat(Integer.BYTES, positionBits))
            .toArray(SlotFormat[]::new);

    private final boolean narrow;
    private final int log2Bytes;
    private final int positionBits;
    private final long positionMask;
    private final long tagMask;

    private SlotFormat(int bytes, int positionBits) {
        this.narrow = bytes == Integer.BYTES;
        this.log2Bytes = Integer.numberOfTrailingZeros(bytes);
        this.positionBits = positionBits;
        this.positionMask = (1L << positionBits) - 1;
        this.tagMask = (narrow ? (1L << Integer.SIZE) - 1 : -1) & ~positionMask;
    }

    /** Those of all tables of a region. */
    public static SlotFormat of(PageAllocator pool) {
        return ofRegion(pool.fileBytes());
    }

    public static SlotFormat ofRegion(long fileBytes) {
        return fileBytes <= LARGEST_OF_NARROW
                ? NARROW[Long.SIZE - Long.numberOfLeadingZeros(fileBytes / RecordLayout.UNIT - 1)]
                : WIDE;
    }

    /** The slot of an entry. */
    public long slot(long hash, long record) {
        return tag(hash) | record / RecordLayout.UNIT;
    }

    /** The same slot for an entry that has moved. */
    public long moved(long slot, long record) {
        return (slot & tagMask) | record / RecordLayout.UNIT;
    }

    /** True if the slot is of an entry, which may be that of a key with this number. */
    public boolean tagMatches(long slot, long hash) {
        return ((slot ^ tag(hash)) & tagMask) == 0 && isEntry(slot);
    }

    public static boolean isEntry(long slot) {
        return slot != EMPTY && slot != REMOVED;
    }

    /** Where the entry is that the slot refers to. */
    public long entry(long slot) {
        return (slot & positionMask) * RecordLayout.UNIT;
    }

    private long tag(long hash) {
        return hash >>> TAG_OF_HASH << positionBits & tagMask;
    }

    /** Returns the size in bytes of a table of this many slots. */
    public long tableBytes(int slots) {
        return at(0, slots);
    }

    /** Where in the file a table's slot is. */
    public long at(long table, int slot) {
        return table + RecordLayout.KEY + ((long) slot << log2Bytes);
    }

    /** Which slot of the table that is. */
    public int index(long table, long at) {
        return (int) ((at - table - RecordLayout.KEY) >> log2Bytes);
    }

    /** Where in its piece of memory a slot is, given the place of its table's first. */
    public int inPiece(int first, int slot) {
        return first + (slot << log2Bytes);
    }

    public long get(PoolMemory memory, long at) {
        return narrow ? Integer.toUnsignedLong(memory.getInt(at)) : memory.getLong(at);
    }

    public long getAcquire(PoolMemory memory, long at) {
        return getAcquire(memory.piece(at), memory.inPiece(at));
    }

    public long getAcquire(MappedMemory in, int at) {
        return narrow ? Integer.toUnsignedLong(in.getIntAcquire(at)) : in.getLongAcquire(at);
    }

    public void put(PoolMemory memory, long at, long slot) {
        if (narrow) {
            memory.putInt(at, (int) slot);
        } else {
            memory.putLong(at, slot);
        }
    }

    public void putRelease(PoolMemory memory, long at, long slot) {
        if (narrow) {
            memory.putIntRelease(at, (int) slot);
        } else {
            memory.putLongRelease(at, slot);
        }
    }
}
