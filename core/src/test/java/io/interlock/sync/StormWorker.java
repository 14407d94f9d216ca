package io.interlock.sync;

import io.interlock.Region;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;

/**
 * One process of a storm: takes the lock over and over, adds to what it guards, and checks that it is alone.
 *
 * <p>What is guarded: {@code total}, a plain number, and {@code inside}, the index of the worker in the section plus one.
 * A worker that dies inside leaves its number there; who comes next accepts that only if a death was counted since.
 */
@SuppressWarnings("LockNotBeforeTry") // dying with the lock is what it is for
final class StormWorker {

    static final String LOCK = "lock";
    static final String TOTAL = "total";
    static final String STOP = "stop";
    static final String VIOLATIONS = "violations";
    static final String HOLD = "hold";
    static final String HELD = "held";
    static final String FIRST_AFTER_NS = "first-after-ns";

    private static final long LONG_SECTION_NS = 50_000;
    private static final int LONG_SECTION_EVERY = 16;
    private static final int DYING_THREAD_EVERY = 20_000;

    private final Region region;
    private final int index;
    private final ShmLock lock;
    private final ShmLong total;
    private final ShmLong inside;
    private final ShmLong deathsSeen;
    private final ShmLong completed;
    private final ShmLong firstAfterNs;

    private StormWorker(Region region, int index) {
        this.region = region;
        this.index = index;
        this.lock = region.lock(LOCK, OnOwnerDeath.HAND_OVER);
        this.total = region.longValue(TOTAL);
        this.inside = region.longValue("inside");
        this.deathsSeen = region.longValue("deaths-seen");
        this.completed = region.longValue(completedBy(index));
        this.firstAfterNs = region.longValue(FIRST_AFTER_NS);
    }

    static String completedBy(int index) {
        return "completed-" + index;
    }

    /** The child's task. */
    static void run(String regionName, int index, long seed) throws InterruptedException {
        try (Region region = Region.open(regionName)) {
            new StormWorker(region, index).work(new SplittableRandom(seed));
        }
    }

    /** A child that takes the lock, says so, and keeps it until it is killed. */
    static void holdUntilKilled(String regionName) throws InterruptedException {
        try (Region region = Region.open(regionName)) {
            StormWorker worker = new StormWorker(region, -1);
            worker.lock.lock();
            worker.enter();
            region.longValue(HELD).set(1);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private void work(SplittableRandom random) throws InterruptedException {
        ShmLong stop = region.longValue(STOP);
        long done = completed.get();
        while (stop.get() == 0) {
            lock.lock();
            enter();
            if (random.nextInt(LONG_SECTION_EVERY) == 0) {
                spin(LONG_SECTION_NS);
            }
            leave();
            lock.unlock();
            // After the unlock: what a completed call has done may never be missing from the total.
            completed.set(++done);
            if (random.nextInt(DYING_THREAD_EVERY) == 0) {
                endThreadWhileHolding();
            }
        }
    }

    private void enter() {
        long other = inside.getPlain();
        if (other != 0) {
            long deaths = lock.abandonedCount();
            if (deaths <= deathsSeen.getPlain()) {
                region.longValue(VIOLATIONS).incrementAndGet();
            }
        }
        deathsSeen.setPlain(lock.abandonedCount());
        inside.setPlain(index + 1L);
        if (firstAfterNs.getPlain() == 0) {
            firstAfterNs.set(System.nanoTime());
        }
        total.setPlain(total.getPlain() + 1);
    }

    private void leave() {
        if (inside.getPlain() != index + 1L) {
            region.longValue(VIOLATIONS).incrementAndGet();
        }
        inside.setPlain(0);
    }

    private void endThreadWhileHolding() throws InterruptedException {
        Thread thread = new Thread(() -> {
            lock.lock();
            enter();
        });
        thread.start();
        thread.join();
    }

    private static void spin(long ns) {
        long end = System.nanoTime() + ns;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
