package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlLayout;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.MapDriver;

/**
 * Gets or replaces the value of a key, any one of all. Every value that is got must be whole and its key's. At the end, what
 * this worker was the last to put must be what it put last there, and no value that it replaced may have come back.
 */
public final class MapOperation implements Operation, CheckedPayload.Reader {

    /** A stamp is the writer's number, from 1 on, and the writer's count of its puts. */
    private static final int COUNT_BITS = 48;

    private final MapDriver map;
    private final long writer;
    private final int writes;
    private final long[] lastPut = new long[MapDriver.KEYS];
    private final RandomIndex random;
    private long puts;
    private int due;
    private long key;
    private boolean writing;
    private long found;

    /** @param writes of {@link ControlLayout#WRITES_OF} operations, so many put */
    public MapOperation(MapDriver map, int writes, int worker) {
        this.map = map;
        this.writer = worker + 1L;
        this.writes = writes;
        this.random = new RandomIndex(worker, MapDriver.KEYS);
    }

    @Override
    public void acquire() {
        key = random.next();
        due += writes;
        writing = due >= ControlLayout.WRITES_OF;
        if (writing) {
            due -= ControlLayout.WRITES_OF;
            long stamp = writer << COUNT_BITS | ++puts;
            map.put(key, stamp);
            lastPut[(int) key] = stamp;
        } else {
            get();
        }
    }

    @Override
    public int finish() {
        return 0;
    }

    /** Looks at all keys, while everybody idles. */
    @Override
    public void publish() {
        for (key = 0; key < MapDriver.KEYS; key++) {
            get();
            long mine = lastPut[(int) key];
            boolean isMine = found >>> COUNT_BITS == writer;
            if (isMine ? found != mine : mine != 0 && found == 0) {
                throw new IllegalStateException("a put was lost: key " + key + " has " + describe(found) + ", but "
                        + describe(mine) + " was put");
            }
        }
        if (map.size() != MapDriver.KEYS) {
            throw new IllegalStateException("the map has " + map.size() + " keys, and not " + MapDriver.KEYS);
        }
    }

    private void get() {
        if (!map.get(key, this)) {
            throw new IllegalStateException("key " + key + " is gone");
        }
    }

    @Override
    public void read(long first, long second, long last) {
        if (first != key || last != CheckedPayload.last(first, second)) {
            throw new IllegalStateException("the value of key " + key + " is that of " + first
                    + (last == CheckedPayload.last(first, second) ? "" : ", and torn"));
        }
        found = second;
    }

    private static String describe(long stamp) {
        return "put " + (stamp & (1L << COUNT_BITS) - 1) + " of writer " + (stamp >>> COUNT_BITS);
    }
}
