package io.interlock.internal.ring;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.format.RingPosition;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records of bytes, one after the other, round and round; one producer and one consumer at a time, which the user of this
 * class sees to.
 *
 * <pre>
 *          HEAD                                TAIL
 *   free   | w bytes   | w bytes   | w bytes   | 0   free
 *            COMMITTED   COMMITTED   COMMITTED   EMPTY
 * </pre>
 *
 * <p>A record is there when its first word is. Invariant: the first word of the record that comes next is EMPTY, as each
 * producer clears it before it publishes the record before; so a consumer needs HEAD and one word, which is beside the bytes
 * that it wants, and never looks at what an earlier round has left. TAIL follows the word: a producer that dies between the
 * two leaves TAIL one record late, and the next producer moves it on.
 *
 * <p>So nobody ever waits for a producer that has begun and not ended: it has changed nothing that counts.
 *
 * <p>A record may go over the ring's end: its bytes are copied in two parts. All numbers read from memory are checked.
 */
public final class Ring {

    private final MappedMemory words;
    private final MappedMemory records;
    private final int slots;
    private final int longest;
    private final long maxRecords;
    private final String where;

    /**
     * @param words laid out as {@link RingLayout} says
     * @param records as many as fit, at a multiple of 8
     * @param maxRecords that may be in it
     */
    public Ring(MappedMemory words, MappedMemory records, long maxRecords, String where) {
        this.words = words;
        this.records = records;
        this.slots = records.size() / RingPosition.SLOT_BYTES;
        this.longest = RingLayout.longest(slots);
        this.maxRecords = maxRecords;
        this.where = where;
    }

    public MappedMemory records() {
        return records;
    }

    /** True if only so many records may be in it, whatever room there is. */
    public boolean isCounted() {
        return maxRecords != Long.MAX_VALUE;
    }

    /** By the producer: the tail; one that was stopped half-way may have left TAIL one record late. */
    public long repairedTail() {
        long tail = tail();
        long word = records.getLongVolatile(offset(tail));
        if (!isRecord(word)) {
            return tail;
        }
        tail(advance(tail, word));
        return tail();
    }

    /** By the producer: the next record begins here. */
    public void tail(long position) {
        words.putLongOpaque(RingLayout.TAIL, position);
    }

    /**
     * By the producer: how many slots a record at {@code tail} may have, if that is enough by what it last saw of the
     * consumer, or else by a look.
     */
    public int freeSlots(long tail, int enough) {
        long seen = words.getLong(RingLayout.HEAD_SEEN);
        int free = RingPosition.isOf(seen, slots) ? freeSlots(seen, tail) : 0;
        if (free >= enough) {
            return free;
        }
        // [TAKEN] acquire: what is written now comes after the consumer has read what was there.
        long head = words.getLongAcquire(RingLayout.HEAD);
        words.putLong(RingLayout.HEAD_SEEN, head);
        if (!RingPosition.isOf(head, slots) || RingPosition.slotsBetween(head, tail, slots) >= slots) {
            throw damaged(RingLayout.HEAD, "head=" + RingPosition.slots(head) + " tail=" + RingPosition.slots(tail));
        }
        return freeSlots(head, tail);
    }

    private int freeSlots(long head, long tail) {
        boolean more = RingPosition.recordsBetween(head, tail) < maxRecords;
        return more ? slots - 1 - RingPosition.slotsBetween(head, tail, slots) : 0;
    }

    /** By anybody: true if a record of that many slots would fit, or the memory is damaged, which its user will find. */
    public boolean seemsToFit(int record) {
        long head = head();
        long tail = words.getLongVolatile(RingLayout.TAIL);
        int used = RingPosition.slotsBetween(head, tail, slots);
        return used >= slots || (used + record < slots && RingPosition.recordsBetween(head, tail) < maxRecords);
    }

    /** By the consumer: everything up to this position is taken. */
    public void passTo(long position) {
        // [TAKEN] release: the bytes were read before they may be overwritten.
        words.putLongRelease(RingLayout.HEAD, position);
    }

    /**
     * By the consumer: says that no record will ever follow.
     *
     * @return false if one has come
     */
    public boolean seal() {
        int at = offset(head());
        return records.compareAndSetLong(at, RingRecord.EMPTY, RingRecord.END)
                || records.getLongVolatile(at) == RingRecord.END;
    }

    /** By anybody: true if there was a record at some moment, or the memory is damaged, which its user will find. */
    public boolean isReadable() {
        for (; ; ) {
            long head = head();
            long word = word(head);
            if (isRecord(word)) {
                return true;
            }
            // Where the consumer has passed, an earlier round's record may have been overwritten with anything.
            if (head == words.getLongVolatile(RingLayout.HEAD)) {
                return false;
            }
            Thread.onSpinWait();
        }
    }

    public boolean isSealed() {
        return word(head()) == RingRecord.END;
    }

    /** For people: the size of the ring with these words, roughly. */
    public static long sizeIn(MappedMemory words) {
        long head = words.getLongVolatile(RingLayout.HEAD);
        return Math.max(0, RingPosition.recordsBetween(head, words.getLongVolatile(RingLayout.TAIL)));
    }

    /** By anybody: how many records there were at some moment of this call. */
    public long size() {
        for (; ; ) {
            long head = head();
            long end = end();
            if (head == words.getLongVolatile(RingLayout.HEAD)) {
                requireOneRound(head, end);
                return Math.max(0, RingPosition.recordsBetween(head, end));
            }
            Thread.onSpinWait();
        }
    }

    /** How many records were ever added, modulo 2^36, as a {@link RingPosition}; a moment's truth. */
    public long end() {
        for (; ; ) {
            long tail = tail();
            // Volatile, as all three reads: they happen in this order.
            long word = records.getLongVolatile(offset(tail));
            if (tail == words.getLongVolatile(RingLayout.TAIL)) {
                return isRecord(word) ? advance(tail, word) : tail;
            }
            Thread.onSpinWait();
        }
    }

    public long head() {
        // [TAKEN] volatile: a thread that only looks must see the consumer pass before it believes what it has read.
        long head = words.getLongVolatile(RingLayout.HEAD);
        if (!RingPosition.isOf(head, slots)) {
            throw damaged(RingLayout.HEAD, "head=" + RingPosition.slots(head));
        }
        return head;
    }

    /** The first word of a record. */
    public long word(long position) {
        // [PUT] acquire: with the word the bytes are seen.
        return records.getLongAcquire(offset(position));
    }

    /** True if the word is not one that says that there is no record. */
    public boolean isRecord(long word) {
        return word != RingRecord.EMPTY && word != RingRecord.END;
    }

    /** The bytes of the record at this offset; null if its word says that there is none. */
    public byte @Nullable [] read(int at, long word) {
        return isRecord(word) ? bytes(at, requireLength(at, word)) : null;
    }

    /** The bytes of the record at this offset, in an array of their own: read-only and in big-endian order. */
    public ByteBuffer copy(int at, int length) {
        return ByteBuffer.wrap(bytes(at, length)).asReadOnlyBuffer();
    }

    /** The same, to be written. */
    public byte[] bytes(int at, int length) {
        byte[] bytes = new byte[length];
        int begin = bytesAt(at);
        int first = Math.min(length, records.size() - begin);
        records.getBytes(begin, bytes, 0, first);
        if (first < length) {
            records.getBytes(0, bytes, first, length - first);
        }
        return bytes;
    }

    /** True if the consumer has not passed this position: what was read from there before this call was a record. */
    public boolean isStillThere(long position) {
        VarHandle.acquireFence();
        long head = head();
        requireOneRound(head, position);
        return RingPosition.recordsBetween(head, position) >= 0;
    }

    /** So many records fit between two positions: a walk over damaged words might have no end. */
    public void requireOneRound(long from, long to) {
        if (RingPosition.recordsBetween(from, to) >= slots) {
            throw damaged(RingLayout.HEAD, "records=" + RingPosition.recordsBetween(from, to) + " slots=" + slots);
        }
    }

    /** The position after the record at this one. */
    public long advance(long position, long word) {
        return advance(position, RingRecord.slots(requireLength(offset(position), word)));
    }

    /** The position after a record of this many slots. */
    public long advance(long position, int record) {
        return RingPosition.advance(position, record, slots);
    }

    public int longest() {
        return longest;
    }

    /** How many empty records fit at least. */
    public long remaining() {
        int free = Math.max(0, slots - 1 - RingPosition.slotsBetween(head(), tail(), slots));
        return Math.min(free, maxRecords == Long.MAX_VALUE ? free : Math.max(0, maxRecords - size()));
    }

    /** Writes the bytes of the record at this offset. */
    public void copyIn(int at, byte[] bytes, int from, int length) {
        int begin = bytesAt(at);
        int first = Math.min(length, records.size() - begin);
        records.putBytes(begin, bytes, from, first);
        if (first < length) {
            records.putBytes(0, bytes, from + first, length - first);
        }
    }

    /** The same, from the beginning of another memory. */
    public void copyIn(int at, MappedMemory bytes, int length) {
        int begin = bytesAt(at);
        int first = Math.min(length, records.size() - begin);
        records.copyFrom(bytes, 0, begin, first);
        records.copyFrom(bytes, first, 0, length - first);
    }

    /** True if the bytes of a record at this offset lie side by side. */
    public boolean isWhole(int at, int length) {
        return length <= records.size() - bytesAt(at);
    }

    /** Where the bytes of the record at this offset begin. */
    public int bytesAt(int at) {
        int begin = at + RingPosition.SLOT_BYTES;
        return begin < records.size() ? begin : 0;
    }

    private long tail() {
        long tail = words.getLongVolatile(RingLayout.TAIL);
        if (!RingPosition.isOf(tail, slots)) {
            throw damaged(RingLayout.TAIL, "tail=" + RingPosition.slots(tail));
        }
        return tail;
    }

    public int offset(long position) {
        return RingPosition.slot(position, slots) * RingPosition.SLOT_BYTES;
    }

    /** The length of the record at this offset, which can be one. */
    public int requireLength(int at, long word) {
        int length = RingRecord.length(word);
        if (!RingRecord.isCommitted(word) || length > longest) {
            throw damaged(records, at, "record=0x" + Long.toHexString(word) + " longest=" + longest);
        }
        return length;
    }

    private RegionFormatException damaged(int field, String what) {
        return damaged(words, field, what);
    }

    private RegionFormatException damaged(MappedMemory memory, int at, String what) {
        return new RegionFormatException(where + " offset=" + (memory.fileOffset() + at) + " " + what
                + ": the region is damaged; stop its users, then unlink it");
    }
}
