package io.interlock.internal.semaphore;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.thread.Inspection;

/** Permits that belong to nobody: a count. */
public final class CountedPermits implements Permits {

    private final MappedMemory memory;
    private final int most;

    /** @param most how many there may be */
    public CountedPermits(MappedMemory memory, int most) {
        this.memory = memory;
        this.most = most;
    }

    /** Tells people how many there are; see {@link CountLayout}. */
    public static void inspect(MappedMemory memory, Inspection into) {
        into.put("permits", memory.getLongVolatile(CountLayout.COUNT));
    }

    @Override
    public boolean acquire(int permits) {
        for (; ; ) {
            long available = memory.getLongVolatile(CountLayout.COUNT);
            if (available < permits) {
                return false;
            }
            // [COUNT] acquire: sees what was done before the releases that made these permits.
            if (memory.compareAndSetLong(CountLayout.COUNT, available, available - permits)) {
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
            long available = memory.getLongVolatile(CountLayout.COUNT);
            if (available == 0 || memory.compareAndSetLong(CountLayout.COUNT, available, 0)) {
                return (int) available;
            }
        }
    }

    @Override
    public boolean release(int permits) {
        for (; ; ) {
            long available = memory.getLongVolatile(CountLayout.COUNT);
            if (available + permits > most) {
                return false;
            }
            // [COUNT] release: what was done before is seen by who acquires.
            if (memory.compareAndSetLong(CountLayout.COUNT, available, available + permits)) {
                return true;
            }
        }
    }

    @Override
    public int available() {
        return (int) memory.getLongVolatile(CountLayout.COUNT);
    }

    @Override
    public long holder() {
        return Owner.NOBODY;
    }
}
