package io.interlock.collection;

import io.interlock.RegionFormatException;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.RegionFile;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Objects;
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
final class Ring {

    /** What {@link #append} says. */
    enum Appended {
        YES,
        NO_ROOM,
        SEALED
    }

    /** Less than a microsecond. */
    private static final int PAUSES_FOR_ROOM = 10;

    private final MappedMemory words;
    private final MappedMemory records;
    private final int units;
    private final long mostRecords;
    private final RegionFile file;
    private final String where;

    /**
     * @param words laid out as {@link RingLayout} says
     * @param records as many as fit, at a multiple of 8
     * @param mostRecords that may be in it
     */
    Ring(RegionFile file, MappedMemory words, MappedMemory records, long mostRecords, String where) {
        this.file = file;
        this.words = words;
        this.records = records;
        this.units = records.size() / Place.UNIT;
        this.mostRecords = mostRecords;
        this.where = where;
    }

    /** By the producer: adds a record if there is room. */
    Appended append(byte[] bytes) {
        long tail = repairedTail();
        int record = RingRecord.units(bytes.length);
        if (!hasRoom(tail, record)) {
            return Appended.NO_ROOM;
        }
        copyIn(tail, bytes, 0, bytes.length);
        long next = Place.behind(tail, record, units);
        records.putLong(offset(next), RingRecord.NOTHING);
        // [PUT] The record's bytes, and the NOTHING behind it, come before its first word. A compare-and-set, as a
        // consumer
        // may seal the queue; and as it is a fence, those who wait for a record need not make one everywhere.
        long found = records.compareAndExchangeLong(offset(tail), RingRecord.NOTHING, RingRecord.of(bytes.length));
        if (found != RingRecord.NOTHING) {
            if (found != RingRecord.SEALED) {
                throw damaged(records, offset(tail), "record=0x" + Long.toHexString(found) + " expected=0");
            }
            return Appended.SEALED;
        }
        words.putLongOpaque(RingLayout.TAIL, next);
        return Appended.YES;
    }

    /** By the one producer of a ring that nobody seals: adds a record if there is room. */
    boolean append(byte[] bytes, int from, int length) {
        long tail = repairedTail();
        if (!hasRoom(tail, RingRecord.units(length))) {
            return false;
        }
        copyIn(tail, bytes, from, length);
        publish(tail, length);
        return true;
    }

    /**
     * By the one producer: room for a record, to be written and then given to {@link #commit}. It is the ring's own memory,
     * unless the record goes over the end: then it is an array, which {@code commit} copies.
     *
     * @return null if there is no room
     */
    @Nullable
    ByteBuffer claim(int length) {
        long tail = repairedTail();
        if (!hasRoom(tail, RingRecord.units(length))) {
            return null;
        }
        int begin = bytesAt(tail);
        return length <= records.size() - begin ? records.writable(begin, length) : ByteBuffer.allocate(length);
    }

    /** By the one producer: the record that was claimed, of this length or shorter, is there. */
    @SuppressWarnings("ByteBufferBackingArray") // what is not direct, claim() has allocated
    void commit(ByteBuffer claimed, int length) {
        long tail = tail();
        if (!claimed.isDirect()) {
            copyIn(tail, claimed.array(), 0, length);
        }
        publish(tail, length);
    }

    private void publish(long tail, int length) {
        long next = Place.behind(tail, RingRecord.units(length), units);
        records.putLong(offset(next), RingRecord.NOTHING);
        // [PUT] release: the record's bytes, and the NOTHING behind it, come before its first word.
        records.putLongRelease(offset(tail), RingRecord.of(length));
        words.putLongOpaque(RingLayout.TAIL, next);
    }

    /** By the producer: the tail; one that was stopped half-way may have left TAIL a record behind. */
    private long repairedTail() {
        long tail = tail();
        long word = records.getLongVolatile(offset(tail));
        if (word == RingRecord.NOTHING || word == RingRecord.SEALED) {
            return tail;
        }
        words.putLongOpaque(RingLayout.TAIL, behind(tail, word));
        return tail();
    }

    /** True if a record of so many units fits behind {@code tail}. */
    private boolean hasRoom(long tail, int record) {
        if (fits(tail, words.getLong(RingLayout.HEAD_SEEN), record)) {
            return true;
        }
        // [TAKEN] acquire: what is written now comes after the consumer has read what was there.
        long head = words.getLongAcquire(RingLayout.HEAD);
        words.putLong(RingLayout.HEAD_SEEN, head);
        if (!Place.isOf(head, units) || Place.unitsBetween(head, tail, units) >= units) {
            throw damaged(RingLayout.HEAD, "head=" + Place.units(head) + " tail=" + Place.units(tail));
        }
        return fits(tail, head, record);
    }

    private boolean fits(long tail, long head, int record) {
        return Place.isOf(head, units)
                && Place.unitsBetween(head, tail, units) + record < units
                && Place.recordsBetween(head, tail) < mostRecords;
    }

    /**
     * By a producer that has waited for room, before it looks how much there is: a consumer that is at work makes more
     * meanwhile. Who came back for each single record would take HEAD's cache line from the consumer each time.
     */
    static void awaitMoreRoom() {
        for (int i = 0; i < PAUSES_FOR_ROOM; i++) {
            Thread.onSpinWait();
        }
    }

    /** By anybody: true if a record of so many units would fit, or the memory is damaged, which its user will find. */
    boolean seemsToFit(int record) {
        long head = head();
        long tail = words.getLongVolatile(RingLayout.TAIL);
        int used = Place.unitsBetween(head, tail, units);
        return used >= units || (used + record < units && Place.recordsBetween(head, tail) < mostRecords);
    }

    /** By the consumer: the oldest record, which stays; null if there is none. */
    byte @Nullable [] first() {
        long head = head();
        return read(head, word(head));
    }

    /** By the consumer: takes the oldest record away; null if there is none. */
    byte @Nullable [] take() {
        long head = head();
        long word = word(head);
        byte[] bytes = read(head, word);
        if (bytes != null) {
            passTo(behind(head, word));
        }
        return bytes;
    }

    /**
     * By the consumer: the bytes of the record at this place, read-only and in big-endian order, in the ring itself if they lie
     * side by side; null if its word says that there is none.
     */
    @Nullable
    ByteBuffer view(long place, long word) {
        if (word == RingRecord.NOTHING || word == RingRecord.SEALED) {
            return null;
        }
        int begin = bytesAt(place);
        int length = requireLength(place, word);
        if (length <= records.size() - begin) {
            return records.view(begin, length);
        }
        byte[] bytes = Objects.requireNonNull(read(place, word));
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** By the consumer: everything up to this place is taken. */
    void passTo(long place) {
        // [TAKEN] release: the bytes were read before they may be overwritten.
        words.putLongRelease(RingLayout.HEAD, place);
    }

    /**
     * By the consumer: says that no record will ever follow.
     *
     * @return false if one has come
     */
    boolean seal() {
        int at = offset(head());
        return records.compareAndSetLong(at, RingRecord.NOTHING, RingRecord.SEALED)
                || records.getLongVolatile(at) == RingRecord.SEALED;
    }

    /** By anybody: true if there was a record at some moment, or the memory is damaged, which its user will find. */
    boolean isReadable() {
        for (; ; ) {
            long head = head();
            long word = word(head);
            if (word != RingRecord.NOTHING && word != RingRecord.SEALED) {
                return true;
            }
            // Where the consumer has passed, an earlier round's record may have been overwritten with anything.
            if (head == words.getLongVolatile(RingLayout.HEAD)) {
                return false;
            }
            Thread.onSpinWait();
        }
    }

    boolean isSealed() {
        return word(head()) == RingRecord.SEALED;
    }

    /** For people: the size of the ring with these words, roughly. */
    static long sizeIn(MappedMemory words) {
        long head = words.getLongVolatile(RingLayout.HEAD);
        return Math.max(0, Place.recordsBetween(head, words.getLongVolatile(RingLayout.TAIL)));
    }

    /** By anybody: how many records there were at some moment of this call. */
    long size() {
        for (; ; ) {
            long head = head();
            long end = end();
            if (head == words.getLongVolatile(RingLayout.HEAD)) {
                requireOneRound(head, end);
                return Math.max(0, Place.recordsBetween(head, end));
            }
            Thread.onSpinWait();
        }
    }

    /** How many records were ever added, modulo 2^36, as a {@link Place}; a moment's truth. */
    long end() {
        for (; ; ) {
            long tail = tail();
            // Volatile, as all three reads: they happen in this order.
            long word = records.getLongVolatile(offset(tail));
            if (tail == words.getLongVolatile(RingLayout.TAIL)) {
                return word == RingRecord.NOTHING || word == RingRecord.SEALED ? tail : behind(tail, word);
            }
            Thread.onSpinWait();
        }
    }

    long head() {
        // [TAKEN] volatile: whoever only looks must see the consumer pass before it believes what it has read.
        long head = words.getLongVolatile(RingLayout.HEAD);
        if (!Place.isOf(head, units)) {
            throw damaged(RingLayout.HEAD, "head=" + Place.units(head));
        }
        return head;
    }

    /** The first word of a record. */
    long word(long place) {
        // [PUT] acquire: with the word the bytes are seen.
        return records.getLongAcquire(offset(place));
    }

    /** The bytes of the record at this place; null if its word says that there is none. */
    byte @Nullable [] read(long place, long word) {
        if (word == RingRecord.NOTHING || word == RingRecord.SEALED) {
            return null;
        }
        byte[] bytes = new byte[requireLength(place, word)];
        int begin = bytesAt(place);
        int first = Math.min(bytes.length, records.size() - begin);
        records.getBytes(begin, bytes, 0, first);
        if (first < bytes.length) {
            records.getBytes(0, bytes, first, bytes.length - first);
        }
        return bytes;
    }

    /** True if the consumer has not passed this place: what was read from there before this call was a record. */
    boolean isStillThere(long place) {
        VarHandle.acquireFence();
        long head = head();
        requireOneRound(head, place);
        return Place.recordsBetween(head, place) >= 0;
    }

    /** So many records fit between two places: a walk over damaged words might have no end. */
    void requireOneRound(long from, long to) {
        if (Place.recordsBetween(from, to) >= units) {
            throw damaged(RingLayout.HEAD, "records=" + Place.recordsBetween(from, to) + " units=" + units);
        }
    }

    /** The place behind the record at this one. */
    long behind(long place, long word) {
        return Place.behind(place, RingRecord.units(requireLength(place, word)), units);
    }

    int longest() {
        return RingLayout.longest(units);
    }

    /** How many empty records fit at least. */
    long remaining() {
        int free = Math.max(0, units - 1 - Place.unitsBetween(head(), tail(), units));
        return Math.min(free, mostRecords == Long.MAX_VALUE ? free : Math.max(0, mostRecords - size()));
    }

    private void copyIn(long tail, byte[] bytes, int from, int length) {
        int begin = bytesAt(tail);
        int first = Math.min(length, records.size() - begin);
        records.putBytes(begin, bytes, from, first);
        if (first < length) {
            records.putBytes(0, bytes, from + first, length - first);
        }
    }

    /** Where the bytes of a record begin. */
    private int bytesAt(long place) {
        int begin = offset(place) + Place.UNIT;
        return begin < records.size() ? begin : 0;
    }

    private long tail() {
        long tail = words.getLongVolatile(RingLayout.TAIL);
        if (!Place.isOf(tail, units)) {
            throw damaged(RingLayout.TAIL, "tail=" + Place.units(tail));
        }
        return tail;
    }

    private int offset(long place) {
        return Place.unit(place, units) * Place.UNIT;
    }

    private int requireLength(long place, long word) {
        int length = RingRecord.length(word);
        if (!RingRecord.isPresent(word) || length > longest()) {
            throw damaged(records, offset(place), "record=0x" + Long.toHexString(word) + " longest=" + longest());
        }
        return length;
    }

    private RegionFormatException damaged(int field, String what) {
        return damaged(words, field, what);
    }

    private RegionFormatException damaged(MappedMemory memory, int at, String what) {
        return new RegionFormatException(where + " offset=" + file.offsetOf(memory.address() + at) + " " + what
                + ": the region is damaged; stop its users, then unlink it");
    }
}
