package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for a lock whatever becomes of dead owners. */
@ParameterizedClass
@EnumSource(OnOwnerDeath.class)
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class LockContractTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final OnOwnerDeath mode;
    private final ShmLock lock;

    LockContractTest(OnOwnerDeath mode) {
        this.mode = mode;
        this.lock = region.lock("lock", mode);
    }

    @Test
    void aNewLockIsFree() {
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(lock.isAbandoned()).isFalse();
        assertThat(lock.abandonedCount()).isZero();
        assertThat(lock.onOwnerDeath()).isEqualTo(mode);
        assertThat(lock.name()).isEqualTo("lock");
        assertThat(lock).hasToString("ShmLock[region=" + workspace.path() + " lock=lock]");
    }

    @Test
    void lockIsHeldUntilUnlock() throws Exception {
        lock.lock();
        assertThat(lock.isLocked()).isTrue();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(lock.isAbandoned()).isFalse();
        TestThread.elsewhere(() -> {
            assertThat(lock.isLocked()).isTrue();
            assertThat(lock.isHeldByCurrentThread()).isFalse();
            assertThat(lock.tryLock()).isFalse();
        });
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        TestThread.elsewhere(() -> {
            assertThat(lock.tryLock()).isTrue();
            lock.unlock();
        });
    }

    @Test
    void everyWayOfLockingTakesAFreeLock() throws Exception {
        lock.lock();
        lock.unlock();
        lock.lockInterruptibly();
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        assertThat(lock.tryLock(1, TimeUnit.MILLISECONDS)).isTrue();
        lock.unlock();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
        assertThat(lock.tryLock(-1, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
        assertThat(lock.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void timedTryLockFailsNoEarlierThanItsTimeout() throws Exception {
        lock.lock();
        for (long timeoutMs : new long[] {1, 20, 120}) {
            TestThread.elsewhere(() -> {
                long startNs = System.nanoTime();
                assertThat(lock.tryLock(timeoutMs, TimeUnit.MILLISECONDS)).isFalse();
                assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(timeoutMs * 1_000_000);
            });
        }
        lock.unlock();
    }

    @Test
    void tryLockWithZeroOrNegativeTimeoutFailsOnATakenLock() throws Exception {
        lock.lock();
        TestThread.elsewhere(() -> {
            assertThat(lock.tryLock(0, TimeUnit.DAYS)).isFalse();
            assertThat(lock.tryLock(-1, TimeUnit.DAYS)).isFalse();
            assertThat(lock.tryLock(Long.MIN_VALUE, TimeUnit.DAYS)).isFalse();
        });
        lock.unlock();
    }

    @Test
    void aTimedWaiterGetsTheLockWhenItIsFreed() throws Exception {
        lock.lock();
        TestThread<Boolean> waiter = TestThread.start(() -> lock.tryLock(1, TimeUnit.DAYS));
        LockProbe.awaitSleeper(region, lock);
        lock.unlock();
        assertThat(waiter.join()).isTrue();
    }

    @Test
    void aWaiterGetsTheLockWhenItIsFreed() throws Exception {
        lock.lock();
        TestThread<Boolean> waiter = TestThread.run(() -> {
            lock.lock();
            lock.unlock();
        });
        LockProbe.awaitSleeper(region, lock);
        lock.unlock();
        waiter.join();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void theSameNameGivesTheSameLock() {
        assertThat(region.lock("lock", mode)).isSameAs(lock);
        assertThat(region.lock("other", mode)).isNotSameAs(lock);
        lock.lock();
        assertThat(region.lock("other", mode).tryLock()).isTrue();
        region.lock("other", mode).unlock();
        lock.unlock();
    }

    @Test
    void twoRegionObjectsOnOneFileShareTheLockAndItsOwner() {
        try (Region again = workspace.open()) {
            ShmLock same = again.lock("lock", mode);
            assertThat(same).isNotSameAs(lock);
            lock.lock();
            assertThat(same.isHeldByCurrentThread()).isTrue();
            assertThat(same.tryLock()).isFalse();
            assertThatThrownBy(same::lock).isInstanceOf(IllegalMonitorStateException.class);
            same.unlock();
            assertThat(lock.isLocked()).isFalse();
        }
        lock.lock();
        lock.unlock();
    }

    @Test
    void theConditionWithoutANameIsOne() {
        assertThat(lock.newCondition()).isSameAs(lock.newCondition());
    }

    @Test
    void manyThreadsExcludeOneAnother() throws Exception {
        ShmLong counter = region.longValue("counter");
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(TestThread.run(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    lock.lock();
                    counter.setPlain(counter.getPlain() + 1);
                    lock.unlock();
                }
            }));
        }
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
        assertThat(counter.get()).isEqualTo((long) THREADS * ROUNDS);
        assertThat(lock.abandonedCount()).isZero();
    }
}
