package io.interlock.internal.semaphore;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.Words;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.thread.Inspection;
import java.nio.ByteBuffer;

/** Permits that belong to nobody: a count. */
public final class CountedPermits implements Permits {

    /** A field of its own: each load between two compare-and-sets is waited for, and this is one less. */
    private final ByteBuffer words;

    private final int max;

    /** @param max how many there may be */
    public CountedPermits(MappedMemory memory, int max) {
        this.words = memory.words();
        this.max = max;
    }

    /** Tells people how many there are; see {@link CountLayout}. */
    public static void inspect(MappedMemory memory, Inspection into) {
        into.put("permits", memory.getLongVolatile(CountLayout.COUNT));
    }

    @Override
    public boolean acquire(int permits) {
        for (; ; ) {
            long available = Words.getLongVolatile(words, CountLayout.COUNT);
            if (available < permits) {
                return false;
            }
            // [COUNT] acquire: sees what was done before the releases that made these permits.
            if (Words.compareAndSetLong(words, CountLayout.COUNT, available, available - permits)) {
                return true;
            }
        }
    }

    @Override
    public boolean mayAcquire(int permits) {
        return available() >= permits;
    }

    @Override
    public int acquireAll() {
        for (; ; ) {
            long available = Words.getLongVolatile(words, CountLayout.COUNT);
            if (available == 0 || Words.compareAndSetLong(words, CountLayout.COUNT, available, 0)) {
                return (int) available;
            }
        }
    }

    @Override
    public boolean release(int permits) {
        for (; ; ) {
            long available = Words.getLongVolatile(words, CountLayout.COUNT);
            if (available + permits > max) {
                return false;
            }
            // [COUNT] release: what was done before is seen by the thread that acquires.
            if (Words.compareAndSetLong(words, CountLayout.COUNT, available, available + permits)) {
                return true;
            }
        }
    }

    @Override
    public int available() {
        return (int) Words.getLongVolatile(words, CountLayout.COUNT);
    }

    @Override
    public long holder() {
        return Owner.NOBODY;
    }
}
