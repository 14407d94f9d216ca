package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

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
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a lock with one owner, whichever it is, and whatever becomes of dead owners. */
@ParameterizedClass
@MethodSource("io.interlock.sync.LockKind#withModes")
@SuppressWarnings({"LockNotBeforeTry", "NullAway"}) // the lock is what is tested, also with null
class LockContractTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final LockKind kind;
    private final OnOwnerDeath mode;
    private final OwnedLock lock;

    LockContractTest(LockKind kind, OnOwnerDeath mode) {
        this.kind = kind;
        this.mode = mode;
        this.lock = kind.of(region, "lock", mode);
    }

    @Test
    void aNewLockIsFree() {
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(lock.isAbandoned()).isFalse();
        assertThat(lock.abandonedCount()).isZero();
        assertThat(lock.onOwnerDeath()).isEqualTo(mode);
        assertThat(lock.name()).isEqualTo("lock");
        assertThat(lock.toString())
                .startsWith(lock.getClass().getSimpleName() + "[region=" + workspace.path() + " ")
                .contains("lock=lock", "onOwnerDeath=" + mode, "locked=false");
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
        assertThat(kind.of(region, "lock", mode)).isSameAs(lock);
        assertThat(kind.of(region, "other", mode)).isNotSameAs(lock);
        lock.lock();
        assertThat(kind.of(region, "other", mode).tryLock()).isTrue();
        kind.of(region, "other", mode).unlock();
        lock.unlock();
    }

    @Test
    void twoRegionObjectsOnOneFileShareTheLockAndItsOwner() {
        try (Region again = workspace.open()) {
            OwnedLock same = kind.of(again, "lock", mode);
            assertThat(same).isNotSameAs(lock);
            lock.lock();
            assertThat(same.isHeldByCurrentThread()).isTrue();
            same.unlock();
            assertThat(lock.isLocked()).isFalse();
        }
        lock.lock();
        lock.unlock();
    }

    @Test
    void nothingIsRefusedWithItsNameAndChangesNothing() throws Exception {
        assertThatNullPointerException().isThrownBy(() -> kind.of(region, "another", null));
        assertThatNullPointerException().isThrownBy(() -> lock.tryLock(1, null));
        assertThatNullPointerException().isThrownBy(() -> lock.condition(null)).withMessageContaining("conditionName");
        assertThatNullPointerException().isThrownBy(() -> lock.recover(null)).withMessageContaining("repair");
        assertThat(lock.isLocked()).isFalse();
        assertThat(region.entries()).hasSize(1);
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
