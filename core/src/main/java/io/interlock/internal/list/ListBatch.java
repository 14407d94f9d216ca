package io.interlock.internal.list;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.pages.PoolMemory;
import java.util.Arrays;

/**
 * Elements that have been made and are not in the table yet. Making the next one may move records, so the list asks here as well
 * which records are in use and tells where they have gone. All of it is the lock holder's own: when the holder dies, the elements
 * are garbage.
 */
final class ListBatch {

    private static final long[] NONE = {};

    /** Odd factors that spread an address and a count of reuses over a mark. */
    private static final long ADDRESS_FACTOR = 0x9E3779B97F4A7C15L;

    private static final long EPOCH_FACTOR = 0xC2B2AE3D27D4EB4FL;

    private final MappedMemory words;
    private final PoolMemory memory;
    private final LogAllocator log;
    private long[] made = NONE;
    private int first;

    /** @param words the log's, laid out as {@link LogLayout} says */
    ListBatch(MappedMemory words, LogAllocator log) {
        this.words = words;
        this.memory = log.memory();
        this.log = log;
    }

    /** Drops whatever an earlier holder of the lock has left here. */
    void reset() {
        made = NONE;
    }

    /**
     * Makes an element for each array; nothing is in the table yet.
     *
     * @param from the index that the first will have
     * @param elements where null, none is made
     * @throws io.interlock.RegionFullException if there is no room for all of them; none is made then
     */
    void make(int from, byte[][] elements) {
        first = from;
        made = new long[elements.length];
        boolean complete = false;
        try {
            for (int i = 0; i < elements.length; i++) {
                if (elements[i] != null) {
                    made[i] = makeOne(elements[i], from + i);
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                free();
            }
        }
    }

    /** Makes an element that is used at once. */
    long makeOne(byte[] element, int index) {
        long record = log.allocate(RecordLayout.sizeOfEntry(0, element.length), RecordLayout.ENTRY);
        memory.putInt(record + RecordLayout.HASH, index);
        memory.putInt(record + RecordLayout.MARK, newMark(record));
        memory.putInt(record + RecordLayout.VALUE_BYTES, element.length);
        memory.putBytes(record + RecordLayout.KEY, element);
        return record;
    }

    /** The address at birth is another element's only after EPOCH has grown, so the two together are used once. */
    private int newMark(long record) {
        long mark = record / RecordLayout.UNIT * ADDRESS_FACTOR + words.getLong(LogLayout.EPOCH) * EPOCH_FACTOR;
        return Long.hashCode(mark);
    }

    /** Where the element is now that will have this index; 0 if none was made for it. */
    long record(int index) {
        return made[index - first];
    }

    /** Gives the elements up. */
    void free() {
        long[] unused = made;
        reset();
        for (long record : Arrays.stream(unused).filter(record -> record != 0).toArray()) {
            memory.putInt(record + RecordLayout.HASH, ListTable.GONE);
            log.free(record);
        }
    }

    boolean contains(long record) {
        int place = place(record);
        return place >= 0 && place < made.length && made[place] == record;
    }

    /** The element is there now; true if it is one of these. */
    boolean moved(long from, long to) {
        if (!contains(from)) {
            return false;
        }
        made[place(from)] = to;
        return true;
    }

    private int place(long record) {
        return made.length == 0 ? -1 : memory.getInt(record + RecordLayout.HASH) - first;
    }
}
