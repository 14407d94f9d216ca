package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock whose region was closed says so, and nobody's memory goes away under it. */
@ParameterizedClass
@EnumSource
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class LockClosedTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final LockKind kind;
    private final OwnedLock lock;

    LockClosedTest(LockKind kind) {
        this.kind = kind;
        this.lock = kind.of(region, "lock");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyMethodThrowsAfterClose(boolean warm) {
        for (int i = 0; warm && i < 10_000; i++) {
            lock.lock();
            lock.unlock();
        }
        region.close();
        List<ThrowingCallable> calls = List.of(
                lock::lock,
                lock::lockInterruptibly,
                lock::tryLock,
                () -> lock.tryLock(1, TimeUnit.DAYS),
                () -> lock.tryLock(0, TimeUnit.DAYS),
                lock::unlock,
                () -> lock.recover(() -> {}),
                lock::isLocked,
                lock::isHeldByCurrentThread,
                lock::isAbandoned,
                lock::abandonedCount,
                lock::newCondition,
                () -> lock.condition("c"));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(RegionClosedException.class)
                    .hasMessageContaining("region=" + workspace.path())
                    .hasMessageContaining("open it again");
        }
        assertThat(lock.name()).isEqualTo("lock");
        assertThat(lock.toString())
                .startsWith(lock.getClass().getSimpleName() + "[region=" + workspace.path())
                .contains("name=lock", "closed");
    }

    @Test
    void closingOneOfTwoRegionObjectsLeavesTheOtherAlone() {
        try (Region again = workspace.open()) {
            OwnedLock same = kind.of(again, "lock");
            same.lock();
            region.close();
            assertThatThrownBy(lock::isLocked).isInstanceOf(RegionClosedException.class);
            assertThat(same.isHeldByCurrentThread()).isTrue();
            same.unlock();
        }
    }

    @Test
    void aThreadThatWaitsWhileItsRegionIsClosedHearsOfItAndDoesNotTakeTheLock() throws Exception {
        Region other = workspace.open();
        OwnedLock held = kind.of(other, "lock");
        held.lock();
        TestThread<Boolean> waiter = TestThread.run(() -> {
            assertThatThrownBy(lock::lock).isInstanceOf(RegionClosedException.class);
            assertThatThrownBy(lock::unlock).isInstanceOf(RegionClosedException.class);
        });
        LockProbe.awaitSleeper(other, held);
        region.close();
        waiter.join();
        held.unlock();
        assertThat(held.tryLock()).isTrue();
        held.unlock();
        assertThat(held.abandonedCount()).isZero();
    }

    @Test
    void aThreadReleasesAfterTheCloseWhatItHoldsThroughTheClosedRegion() throws Exception {
        Region other = workspace.open();
        OwnedLock same = kind.of(other, "lock");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        TestThread<Boolean> holder = TestThread.run(() -> {
            lock.lock();
            held.countDown();
            closed.await();
            lock.unlock();
        });
        held.await();
        region.close();
        assertThat(same.tryLock()).isFalse();
        closed.countDown();
        holder.join();
        assertThat(same.tryLock()).isTrue();
        assertThat(same.abandonedCount()).isZero();
        same.unlock();
    }

    @Test
    void aThreadReleasesWhatItHoldsAlsoAfterTheLastCloseByAnotherThread() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        TestThread<Boolean> holder = TestThread.run(() -> {
            lock.lock();
            held.countDown();
            closed.await();
            lock.unlock();
            assertThatThrownBy(lock::unlock).isInstanceOf(RegionClosedException.class);
        });
        held.await();
        region.close();
        OwnedLock again = kind.of(workspace.open(), "lock");
        assertThat(again.tryLock()).isFalse();
        closed.countDown();
        holder.join();
        assertThat(again.tryLock()).isTrue();
        again.unlock();
    }

    @Test
    void aRepairThatTheCloseInterruptsEndsAsAnyOther() throws Exception {
        Region other = workspace.open();
        OwnedLock same = kind.of(other, "lock");
        TestThread.elsewhere(lock::lock);
        Await.until("its owner is seen dead", same::isAbandoned);
        assertThat(lock.recover(region::close)).isTrue();
        assertThat(same.tryLock()).isTrue();
        same.unlock();
    }

    @Test
    void whatTheLastUserOfAProcessHeldCountsAsLeftByADeadOwner() {
        lock.lock();
        region.close();
        OwnedLock again = kind.of(workspace.open(), "lock");
        assertThat(again.isAbandoned()).isTrue();
        assertThat(again.recover(() -> {})).isTrue();
    }

    @Test
    void threadsThatUseTheLockWhileItIsClosedFinishOrHearOfIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (Region closing = workspace.open()) {
                OwnedLock used = kind.of(closing, "lock" + round, OnOwnerDeath.HAND_OVER);
                Runnable use = () -> {
                    for (; ; ) {
                        used.lock();
                        used.unlock();
                    }
                };
                TestThread<Boolean> one =
                        TestThread.run(() -> assertThatThrownBy(use::run).isInstanceOf(RegionClosedException.class));
                TestThread<Boolean> two =
                        TestThread.run(() -> assertThatThrownBy(use::run).isInstanceOf(RegionClosedException.class));
                Await.until("in use", used::isLocked);
                closing.close();
                one.join();
                two.join();
            }
        }
    }
}
