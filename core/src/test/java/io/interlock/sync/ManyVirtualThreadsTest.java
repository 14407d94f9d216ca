package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Far more virtual threads than carriers on one primitive: none keeps a carrier that another needs. */
@Tag("exhaustive")
@Timeout(300) // watchdog against a hang
@SuppressWarnings({"LockNotBeforeTry", "ThreadPriorityCheck"}) // the lock is tested; a yield changes the carrier
class ManyVirtualThreadsTest {

    private static final int VERY_MANY = 10_000;
    private static final int MANY = 400;
    private static final int FEW = 3;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region =
            workspace.keep(Region.builder(workspace.path()).capacity(1 << 20).open());
    private final ShmLong number = region.longValue("number");

    @Test
    void lock() throws Exception {
        ShmLock lock = region.lock("lock");
        run(VERY_MANY, i -> {
            lock.lock();
            addSlowly();
            lock.unlock();
        });
        assertThat(number.get()).isEqualTo(VERY_MANY);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void reentrantLock() throws Exception {
        ShmReentrantLock lock = region.reentrantLock("lock");
        run(MANY, i -> {
            lock.lock();
            lock.lock();
            addSlowly();
            lock.unlock();
            lock.unlock();
        });
        assertThat(number.get()).isEqualTo(MANY);
    }

    @Test
    void readWriteLock() throws Exception {
        ShmReadWriteLock lock = region.readWriteLock("lock");
        run(MANY, i -> {
            if (i % 4 == 0) {
                lock.writeLock().lock();
                addSlowly();
                lock.writeLock().unlock();
            } else {
                lock.readLock().lock();
                long seen = number.getPlain();
                Thread.yield();
                assertThat(number.getPlain()).isEqualTo(seen);
                lock.readLock().unlock();
            }
        });
        assertThat(number.get()).isEqualTo(MANY / 4);
        assertThat(lock.getReadLockCount()).isZero();
    }

    @Test
    void condition() throws Exception {
        ShmLock lock = region.lock("lock");
        ShmCondition condition = lock.newCondition();
        // Each waits for its turn.
        run(MANY, i -> {
            lock.lock();
            while (number.getPlain() != i) {
                condition.await();
            }
            number.setPlain(i + 1L);
            condition.signalAll();
            lock.unlock();
        });
        assertThat(number.get()).isEqualTo(MANY);
    }

    @Test
    void semaphores() throws Exception {
        ShmSemaphore semaphore = region.semaphore("semaphore", FEW);
        ShmBoundedSemaphore bounded = region.boundedSemaphore("bounded", FEW, OnHolderDeath.RETURN);
        run(MANY, i -> {
            semaphore.acquire();
            bounded.acquire();
            assertThat(number.incrementAndGet()).isLessThanOrEqualTo(FEW);
            Thread.yield();
            number.decrementAndGet();
            bounded.release();
            semaphore.release();
        });
        assertThat(semaphore.availablePermits()).isEqualTo(FEW);
        assertThat(bounded.availablePermits()).isEqualTo(FEW);
    }

    @Test
    void eventAndLatch() throws Exception {
        ShmEvent event = region.event("event");
        ShmLatch latch = region.latch("latch", MANY);
        run(MANY, i -> {
            latch.countDown();
            if (i == 0) {
                assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
                event.set();
            }
            event.await();
            assertThat(latch.getCount()).isZero();
        });
    }

    @Test
    void barrier() throws Exception {
        ShmBarrier barrier = region.barrier("barrier", MANY);
        run(MANY, i -> {
            for (int round = 1; round <= FEW; round++) {
                number.incrementAndGet();
                barrier.await();
                assertThat(number.get()).isEqualTo((long) round * MANY);
                barrier.await();
            }
        });
    }

    private void addSlowly() {
        long before = number.getPlain();
        // Comes back on another carrier, now and then.
        Thread.yield();
        number.setPlain(before + 1);
    }

    @FunctionalInterface
    private interface Task {
        void run(int index) throws Exception;
    }

    private static void run(int count, Task task) throws Exception {
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            threads.add(TestThread.runVirtual(() -> task.run(index)));
        }
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
    }
}
