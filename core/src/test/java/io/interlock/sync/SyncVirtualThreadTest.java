package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Virtual threads, more than there are carriers, wait for one another at each primitive. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "ThreadPriorityCheck"
}) // the locks are tested; yields move them
@Timeout(60) // watchdog against a hang
class SyncVirtualThreadTest {

    private static final int THREADS = 60;
    private static final int ROUNDS = 20;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLong value = region.longValue("value");

    @Test
    void readersAndWriters() throws Exception {
        ShmReadWriteLock lock = region.readWriteLock("lock");
        run(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                lock.writeLock().lock();
                value.setPlain(value.getPlain() + 1);
                Thread.yield();
                lock.readLock().lock();
                lock.writeLock().unlock();
                Thread.yield();
                assertThat(lock.getReadHoldCount()).isEqualTo(1);
                lock.readLock().unlock();
            }
        });
        assertThat(value.get()).isEqualTo((long) THREADS * ROUNDS);
        assertThat(lock.getReadLockCount()).isZero();
    }

    @Test
    void aVirtualReaderThatEndsNoLongerCounts() throws Exception {
        ShmReadWriteLock lock = region.readWriteLock("lock");
        TestThread.runVirtual(lock.readLock()::lock).join();
        lock.writeLock().lock();
        lock.writeLock().unlock();
    }

    @Test
    void waitersOnACondition() throws Exception {
        ShmLock lock = region.lock("lock");
        ShmCondition condition = lock.newCondition();
        AtomicInteger waiting = new AtomicInteger();
        List<TestThread<Boolean>> threads = start(() -> {
            lock.lock();
            waiting.incrementAndGet();
            assertThat(condition.awaitUntil(() -> value.getPlain() == 1, Duration.ofDays(1)))
                    .isTrue();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
        });
        Await.until("all wait", () -> waiting.get() == THREADS);
        lock.lock();
        value.setPlain(1);
        condition.signalAll();
        lock.unlock();
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
    }

    @Test
    void aVirtualHolderThatEndsIsToldToWhoWaitsOnACondition() throws Exception {
        ShmLock lock = region.lock("lock");
        TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
            lock.lock();
            try {
                lock.newCondition().await();
            } catch (OwnerDiedException e) {
                value.set(1);
            }
        });
        TestThread.runVirtual(lock::lock).join();
        waiter.join();
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void partiesAtABarrier() throws Exception {
        ShmBarrier barrier = region.barrier("barrier", THREADS, value::incrementAndGet);
        run(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                barrier.await();
            }
        });
        assertThat(value.get()).isEqualTo(ROUNDS);
    }

    @Test
    void permitsThatReturn() throws Exception {
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", 2, OnHolderDeath.RETURN);
        AtomicInteger inside = new AtomicInteger();
        run(() -> {
            semaphore.acquire();
            assertThat(inside.incrementAndGet()).isLessThanOrEqualTo(2);
            Thread.yield();
            inside.decrementAndGet();
            semaphore.release();
        });
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    private static void run(TestThread.Action action) throws Exception {
        for (TestThread<Boolean> thread : start(action)) {
            thread.join();
        }
    }

    private static List<TestThread<Boolean>> start(TestThread.Action action) {
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(TestThread.runVirtual(action));
        }
        return threads;
    }
}
