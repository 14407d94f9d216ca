package io.interlock.internal.ring;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.RingPosition;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The producing side of a {@link Ring}, as this process knows it: where the next record goes, and how much room there was when it
 * last looked. So a record costs no look at what the consumer writes, but where the ring looks full. What is known holds
 * for as long as nobody else produces; after that, {@link #forget}.
 */
public final class RingProducer {

    /** Less than a microsecond. */
    private static final int PAUSES_FOR_ROOM = 10;

    /** Of claims that go over the ring's end, those up to this size are written to the same memory each time. */
    private static final int SCRATCH_BYTES = 4 * 1024;

    private static final long NO_CLAIM = 0;

    private final Ring ring;
    private final MappedMemory records;

    /** Where the next record goes, a {@link RingPosition} and an offset; while there is nothing known to be free, anything. */
    private long tail;

    private int tailAt;

    /** At least this many slots are free; one more always is. */
    private int freeSlots;

    /** The number of the claim that is out. */
    private long claim = NO_CLAIM;

    private long claims;
    private @Nullable MappedMemory scratch;

    public RingProducer(Ring ring) {
        this.ring = ring;
        this.records = ring.records();
    }

    /** Somebody else may have produced meanwhile. */
    public void forget() {
        freeSlots = 0;
        claim = NO_CLAIM;
    }

    /** Adds a record if there is room. */
    public boolean append(byte[] bytes, int from, int length) {
        int record = RingRecord.slots(length);
        if (record > freeSlots && !look(record)) {
            return false;
        }
        ring.copyIn(tailAt, bytes, from, length);
        publish(record, length);
        return true;
    }

    /** Room for a record of this length, to be written and then given to {@link #commit}; false if there is none. */
    public boolean hasRoomFor(int length) {
        int record = RingRecord.slots(length);
        return record <= freeSlots || look(record);
    }

    /** A number for a claim of the room that {@link #hasRoomFor} has found. */
    public long claim() {
        claim = ++claims;
        return claim;
    }

    /** Where the bytes of the record that is claimed are written: the ring, unless they go over its end. */
    public MappedMemory claimed(int length) {
        return ring.isWhole(tailAt, length) ? records : scratch(length);
    }

    /** Where they begin there. */
    public int claimedAt(int length) {
        return ring.isWhole(tailAt, length) ? ring.bytesAt(tailAt) : 0;
    }

    private MappedMemory scratch(int length) {
        if (length > SCRATCH_BYTES) {
            return new MappedMemory(ByteBuffer.allocate(length));
        }
        MappedMemory found = scratch;
        if (found == null) {
            found = new MappedMemory(ByteBuffer.allocateDirect(SCRATCH_BYTES));
            scratch = found;
        }
        return found;
    }

    public boolean hasClaim() {
        return claim != NO_CLAIM;
    }

    public boolean isClaim(long number) {
        return claim == number;
    }

    /** Gives the room back; nothing where another claim is out, or none. */
    public void abort(long number) {
        if (isClaim(number)) {
            claim = NO_CLAIM;
        }
    }

    /**
     * The record that was claimed, of its length or shorter, is there.
     *
     * @param from what {@link #claimed} said
     */
    public void commit(MappedMemory from, int length) {
        claim = NO_CLAIM;
        if (from != records) {
            ring.copyIn(tailAt, from, length);
        }
        publish(RingRecord.slots(length), length);
    }

    private void publish(int record, int length) {
        long next = ring.advance(tail, record);
        int nextAt = ring.offset(next);
        int left = freeSlots - record;
        // Should the thread be stopped in the middle, the next record begins with a look.
        freeSlots = 0;
        records.putLong(nextAt, RingRecord.EMPTY);
        // [PUT] release: the record's bytes, and the EMPTY after it, come before its first word.
        records.putLongRelease(tailAt, RingRecord.of(length));
        ring.tail(next);
        tail = next;
        tailAt = nextAt;
        freeSlots = ring.isCounted() ? 0 : left;
    }

    /** Looks for room in the shared words. */
    private boolean look(int record) {
        tail = ring.repairedTail();
        tailAt = ring.offset(tail);
        freeSlots = ring.freeSlots(tail, record);
        return record <= freeSlots;
    }

    /**
     * By a producer that has waited for room, before it looks how much there is: a consumer that is active makes more
     * meanwhile. A producer that came back for each single record would take HEAD's cache line from the consumer each time.
     */
    public static void awaitMoreRoom() {
        for (int i = 0; i < PAUSES_FOR_ROOM; i++) {
            Thread.onSpinWait();
        }
    }
}
