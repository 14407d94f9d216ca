package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Storm;
import io.interlock.testing.StormScenario;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;

/**
 * Writers keep two numbers the same, readers check that they are. What a writer left that died between the two is accepted
 * until the next writer has made it good, and only if a death was counted since.
 */
@SuppressWarnings("LockNotBeforeTry") // dying with the lock is what it is for
enum ReadWriteLockStorm implements StormScenario {
    READ_WRITE_LOCK;

    private static final int WRITE_EVERY = 4;
    private static final int DOWNGRADE_EVERY = 4;
    private static final int LONG_SECTION_EVERY = 8;
    private static final long LONG_SECTION_NS = 20_000;

    private static ShmReadWriteLock lock(Region region) {
        return region.readWriteLock("lock", OnOwnerDeath.HAND_OVER);
    }

    @Override
    public Round worker(Region region, int index, SplittableRandom random) {
        return new Worker(region, random);
    }

    @Override
    public int roundsBetweenKills() {
        return 3_000;
    }

    @Override
    public void check(Region region, int kills) {
        ShmReadWriteLock lock = lock(region);
        assertThat(lock.writeLock().tryLock()).isTrue();
        lock.writeLock().unlock();
        assertThat(lock.getReadLockCount()).isZero();
        assertThat(lock.abandonedCount()).isLessThanOrEqualTo(kills);
    }

    private static final class Worker implements Round {

        private final Region region;
        private final SplittableRandom random;
        private final ShmReadWriteLock lock;
        private final ShmLong first;
        private final ShmLong second;
        private final ShmLong deathsSeen;

        Worker(Region region, SplittableRandom random) {
            this.region = region;
            this.random = random;
            this.lock = lock(region);
            this.first = region.longValue("first");
            this.second = region.longValue("second");
            this.deathsSeen = region.longValue("deaths seen");
        }

        @Override
        public void run() {
            if (random.nextInt(WRITE_EVERY) == 0) {
                write();
            } else {
                lock.readLock().lock();
                check();
                pause();
                check();
                lock.readLock().unlock();
            }
        }

        private void write() {
            lock.writeLock().lock();
            check();
            long number = Math.max(first.getPlain(), second.getPlain()) + 1;
            first.setPlain(number);
            pause();
            second.setPlain(number);
            // Last: until here a death leaves two numbers.
            deathsSeen.setPlain(lock.abandonedCount());
            if (random.nextInt(DOWNGRADE_EVERY) == 0) {
                lock.readLock().lock();
                lock.writeLock().unlock();
                pause();
                if (second.getPlain() != number) {
                    Storm.violations(region).incrementAndGet();
                }
                lock.readLock().unlock();
            } else {
                lock.writeLock().unlock();
            }
        }

        private void check() {
            if (first.getPlain() != second.getPlain() && lock.abandonedCount() <= deathsSeen.getPlain()) {
                Storm.violations(region).incrementAndGet();
            }
        }

        private void pause() {
            if (random.nextInt(LONG_SECTION_EVERY) == 0) {
                Storm.spin(LONG_SECTION_NS);
            }
        }
    }
}
