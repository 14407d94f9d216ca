package io.interlock.examples;

import io.interlock.Region;
import io.interlock.process.JvmProcessGroup;
import io.interlock.sync.ShmReadWriteLock;
import io.interlock.value.ShmLong;

/**
 * One process moves a point along a diagonal, two others read it: at the same time as each other, never half moved.
 *
 * <p>Python's {@code multiprocessing} has no such lock; there, readers exclude one another, too:
 *
 * <pre>{@code
 * with lock:
 *     assert x.value == y.value
 * }</pre>
 */
public class ReadWriteLockExample {

    private static final String REGION = "example-read-write-lock";
    private static final int READS = 1_000;

    public static void main(String[] args) throws InterruptedException {
        try (Region region = Region.open(REGION)) {
            ShmReadWriteLock lock = region.readWriteLock("point");
            ShmLong x = region.longValue("x");
            ShmLong y = region.longValue("y");
            JvmProcessGroup readers = JvmProcessGroup.start(2, number -> read(lock, x, y));
            for (long i = 1; readers.isAlive(); i++) {
                lock.writeLock().lock();
                try {
                    x.setPlain(i);
                    y.setPlain(i);
                } finally {
                    lock.writeLock().unlock();
                }
            }
            readers.join();
        } finally {
            Region.unlink(REGION);
        }
    }

    private static void read(ShmReadWriteLock lock, ShmLong x, ShmLong y) {
        int halfMoved = 0;
        for (int i = 0; i < READS; i++) {
            lock.readLock().lock();
            try {
                halfMoved += x.getPlain() == y.getPlain() ? 0 : 1;
            } finally {
                lock.readLock().unlock();
            }
        }
        System.out.println("half moved in " + halfMoved + " of " + READS + " reads");
    }
}
