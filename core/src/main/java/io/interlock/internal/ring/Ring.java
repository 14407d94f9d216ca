package io.interlock.internal.ring;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.format.RingPosition;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records of bytes, one behind the other, round and round; one producer and one consumer at a time, which the user of this
 * class sees to.
 *
 * <pre>
 *          HEAD                         TAIL
 *   free   | w bytes | w bytes | w bytes | 0   free
 *            PRESENT   PRESENT   PRESENT   NOTHING
 * </pre>
 *
 * <p>A record is there when its first word is. Invariant: the first word of the record that comes next is NOTHING, as each
 * producer clears it before it publishes the record before; so a consumer needs HEAD and one word, which is beside the bytes
 * that it wants, and never looks at what an earlier round has left. TAIL follows the word: a producer that dies between the
 * two leaves it one record behind, and the next producer moves it on.
 *
 * <p>So nobody ever waits for a producer that has begun and not ended: it has changed nothing that counts.
 *
 * <p>A record may go over the ring's end: its bytes are copied in two parts. All numbers read from memory are checked.
 */
public final class Ring {

    private final MappedMemory words;
    private final MappedMemory records;
    private final int units;
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
        this.units = records.size() / RingPosition.UNIT;
        this.longest = RingLayout.longest(units);
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

    /** By the producer: the tail; one that was stopped half-way may have left TAIL a record behind. */
    public long repairedTail() {
        long tail = tail();
        long word = records.getLongVolatile(offset(tail));
        if (!isRecord(word)) {
            return tail;
        }
        tail(behind(tail, word));
        return tail();
    }

    /** By the producer: the next record begins here. */
    public void tail(long place) {
        words.putLongOpaque(RingLayout.TAIL, place);
    }

    /**
     * By the producer: how many units a record behind {@code tail} may have, if that is enough by what it last saw of the
     * consumer, or else by a look.
     */
    public int freeUnits(long tail, int enough) {
        long seen = words.getLong(RingLayout.HEAD_SEEN);
        int free = RingPosition.isOf(seen, units) ? freeUnits(seen, tail) : 0;
        if (free >= enough) {
            return free;
        }
        // [TAKEN] acquire: what is written now comes after the consumer has read what was there.
        long head = words.getLongAcquire(RingLayout.HEAD);
        words.putLong(RingLayout.HEAD_SEEN, head);
        if (!RingPosition.isOf(head, units) || RingPosition.unitsBetween(head, tail, units) >= units) {
            throw damaged(RingLayout.HEAD, "head=" + RingPosition.units(head) + " tail=" + RingPosition.units(tail));
        }
        return freeUnits(head, tail);
    }

    private int freeUnits(long head, long tail) {
        boolean more = RingPosition.recordsBetween(head, tail) < maxRecords;
        return more ? units - 1 - RingPosition.unitsBetween(head, tail, units) : 0;
    }

    /** By anybody: true if a record of so many units would fit, or the memory is damaged, which its user will find. */
    public boolean seemsToFit(int record) {
        long head = head();
        long tail = words.getLongVolatile(RingLayout.TAIL);
        int used = RingPosition.unitsBetween(head, tail, units);
        return used >= units || (used + record < units && RingPosition.recordsBetween(head, tail) < maxRecords);
    }

    /** By the consumer: everything up to this place is taken. */
    public void passTo(long place) {
        // [TAKEN] release: the bytes were read before they may be overwritten.
        words.putLongRelease(RingLayout.HEAD, place);
    }

    /**
     * By the consumer: says that no record will ever follow.
     *
     * @return false if one has come
     */
    public boolean seal() {
        int at = offset(head());
        return records.compareAndSetLong(at, RingRecord.NOTHING, RingRecord.SEALED)
                || records.getLongVolatile(at) == RingRecord.SEALED;
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
        return word(head()) == RingRecord.SEALED;
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
                return isRecord(word) ? behind(tail, word) : tail;
            }
            Thread.onSpinWait();
        }
    }

    public long head() {
        // [TAKEN] volatile: whoever only looks must see the consumer pass before it believes what it has read.
        long head = words.getLongVolatile(RingLayout.HEAD);
        if (!RingPosition.isOf(head, units)) {
            throw damaged(RingLayout.HEAD, "head=" + RingPosition.units(head));
        }
        return head;
    }

    /** The first word of a record. */
    public long word(long place) {
        // [PUT] acquire: with the word the bytes are seen.
        return records.getLongAcquire(offset(place));
    }

    /** True if the word is not one that says that there is no record. */
    public boolean isRecord(long word) {
        return word != RingRecord.NOTHING && word != RingRecord.SEALED;
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

    /** True if the consumer has not passed this place: what was read from there before this call was a record. */
    public boolean isStillThere(long place) {
        VarHandle.acquireFence();
        long head = head();
        requireOneRound(head, place);
        return RingPosition.recordsBetween(head, place) >= 0;
    }

    /** So many records fit between two places: a walk over damaged words might have no end. */
    public void requireOneRound(long from, long to) {
        if (RingPosition.recordsBetween(from, to) >= units) {
            throw damaged(RingLayout.HEAD, "records=" + RingPosition.recordsBetween(from, to) + " units=" + units);
        }
    }

    /** The place behind the record at this one. */
    public long behind(long place, long word) {
        return behind(place, RingRecord.units(requireLength(offset(place), word)));
    }

    /** The place behind a record of so many units. */
    public long behind(long place, int record) {
        return RingPosition.behind(place, record, units);
    }

    public int longest() {
        return longest;
    }

    /** How many empty records fit at least. */
    public long remaining() {
        int free = Math.max(0, units - 1 - RingPosition.unitsBetween(head(), tail(), units));
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
        int begin = at + RingPosition.UNIT;
        return begin < records.size() ? begin : 0;
    }

    private long tail() {
        long tail = words.getLongVolatile(RingLayout.TAIL);
        if (!RingPosition.isOf(tail, units)) {
            throw damaged(RingLayout.TAIL, "tail=" + RingPosition.units(tail));
        }
        return tail;
    }

    public int offset(long place) {
        return RingPosition.unit(place, units) * RingPosition.UNIT;
    }

    /** The length of the record at this offset, which can be one. */
    public int requireLength(int at, long word) {
        int length = RingRecord.length(word);
        if (!RingRecord.isPresent(word) || length > longest) {
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
