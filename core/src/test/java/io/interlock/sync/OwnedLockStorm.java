package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;

/**
 * Takes a lock over and over, adds to what it guards, and checks that it is alone.
 *
 * <p>What is guarded: {@code total}, a plain number, and {@code inside}, the index of the worker in the section plus one.
 * A worker that dies inside leaves its number there; the next worker accepts that only if a death was counted since.
 */
@SuppressWarnings("LockNotBeforeTry") // dying with the lock is what it is for
enum OwnedLockStorm implements StormScenario {
    LOCK,
    REENTRANT_LOCK;

    private static final long LONG_SECTION_NS = 50_000;
    private static final int LONG_SECTION_EVERY = 16;
    private static final int DYING_THREAD_EVERY = 20_000;
    private static final int MAX_HOLDS = 3;

    /** The lock of a storm. */
    OwnedLock lock(Region region) {
        return this == LOCK
                ? region.lock("lock", OnOwnerDeath.HAND_OVER)
                : region.reentrantLock("lock", OnOwnerDeath.HAND_OVER);
    }

    /** 0: the next to enter writes when that was, {@code System.nanoTime()}. */
    static ShmLong firstAfterNs(Region region) {
        return region.longValue("first after, ns");
    }

    private static ShmLong total(Region region) {
        return region.longValue("total");
    }

    @Override
    public void create(Region region) {
        firstAfterNs(region).set(1);
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        return new Worker(region, index, lock(region), random);
    }

    /** Takes the lock as a worker does, and keeps it. */
    void enterForEver(Region region) {
        Worker worker = new Worker(region, Storm.WORKERS, lock(region), new SplittableRandom());
        worker.lock.lock();
        worker.enter();
    }

    @Override
    public void check(Region region, int kills) {
        long notReported = total(region).get() - Storm.rounds(region);
        // Every death may leave one section entered and not reported: by a killed worker, or by a thread that ended.
        assertThat(notReported).isBetween(0L, kills + lock(region).abandonedCount());
    }

    private static final class Worker implements Round {

        private final Region region;
        private final int index;
        private final OwnedLock lock;
        private final SplittableRandom random;
        private final ShmLong total;
        private final ShmLong inside;
        private final ShmLong deathsSeen;
        private final ShmLong firstAfterNs;

        Worker(Region region, int index, OwnedLock lock, SplittableRandom random) {
            this.region = region;
            this.index = index;
            this.lock = lock;
            this.random = random;
            this.total = total(region);
            this.inside = region.longValue("inside");
            this.deathsSeen = region.longValue("deaths seen");
            this.firstAfterNs = firstAfterNs(region);
        }

        @Override
        public void run() throws InterruptedException {
            int holds = lock instanceof ShmReentrantLock ? random.nextInt(1, MAX_HOLDS + 1) : 1;
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
            enter();
            if (random.nextInt(LONG_SECTION_EVERY) == 0) {
                Storm.spin(LONG_SECTION_NS);
            }
            leave(holds);
            for (int i = 0; i < holds; i++) {
                lock.unlock();
            }
            if (random.nextInt(DYING_THREAD_EVERY) == 0) {
                endThreadWhileHolding();
            }
        }

        private void enter() {
            long deaths = lock.abandonedCount();
            if (inside.getPlain() != 0 && deaths <= deathsSeen.getPlain()) {
                Storm.violations(region).incrementAndGet();
            }
            deathsSeen.setPlain(deaths);
            inside.setPlain(index + 1L);
            if (firstAfterNs.getPlain() == 0) {
                firstAfterNs.set(System.nanoTime());
            }
            total.setPlain(total.getPlain() + 1);
        }

        private void leave(int holds) {
            boolean counted = !(lock instanceof ShmReentrantLock reentrant) || reentrant.getHoldCount() == holds;
            if (inside.getPlain() != index + 1L || !counted) {
                Storm.violations(region).incrementAndGet();
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
    }
}
