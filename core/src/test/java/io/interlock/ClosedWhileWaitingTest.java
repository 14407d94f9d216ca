package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.sync.OnHolderDeath;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a region ends every wait that came through it, and leaves those that came through another opening alone. */
@Timeout(60) // watchdog against a hang
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class ClosedWhileWaitingTest {

    /** Long enough for a sleeper to be registered as one that sleeps long. */
    private static final long LONG_SLEEP_MS = 150;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region other = workspace.open();
    private final Region closing = workspace.open();

    /** A call that has to wait after {@link #occupy}. */
    @SuppressWarnings({"ImmutableEnumChecker", "WaitNotInLoop"}) // the lambdas keep nothing; one wait each
    enum Wait {
        LOCK(region -> region.lock("l").lock()),
        LOCK_INTERRUPTIBLY(region -> region.lock("l").lockInterruptibly()),
        LOCK_IN_TIME(region -> region.lock("l").tryLock(1, TimeUnit.DAYS)),
        REENTRANT_LOCK(region -> region.reentrantLock("r").lock()),
        READ_LOCK(region -> region.readWriteLock("w").readLock().lock()),
        READ_LOCK_IN_TIME(region -> region.readWriteLock("w").readLock().tryLock(1, TimeUnit.DAYS)),
        WRITE_LOCK(region -> region.readWriteLock("w").writeLock().lock()),
        WRITE_LOCK_BEHIND_READER(
                region -> region.readWriteLock("read").writeLock().lock()),
        CONDITION(region -> {
            region.lock("c").lock();
            region.lock("c").newCondition().await();
        }),
        CONDITION_UNINTERRUPTIBLY(region -> {
            region.lock("c").lock();
            region.lock("c").newCondition().awaitUninterruptibly();
        }),
        SEMAPHORE(region -> region.semaphore("s", 0).acquire()),
        SEMAPHORE_UNINTERRUPTIBLY(region -> region.semaphore("s", 0).acquireUninterruptibly(2)),
        BOUNDED_SEMAPHORE(region -> region.boundedSemaphore("b", 1).acquire()),
        RETURNING_SEMAPHORE(
                region -> region.boundedSemaphore("b2", 1, OnHolderDeath.RETURN).acquire()),
        EVENT(region -> region.event("e").await()),
        LATCH(region -> region.latch("latch", 1).await()),
        BARRIER(region -> region.barrier("barrier", 2).await()),
        VALUE_LOCK(region -> region.longValue("v").lock().lock());

        private final Body body;

        Wait(Body body) {
            this.body = body;
        }
    }

    @FunctionalInterface
    private interface Body {
        void on(Region region) throws Exception;
    }

    private void occupy() throws InterruptedException {
        other.lock("l").lock();
        other.reentrantLock("r").lock();
        other.readWriteLock("w").writeLock().lock();
        other.readWriteLock("read").readLock().lock();
        other.boundedSemaphore("b", 1).acquire();
        other.boundedSemaphore("b2", 1, OnHolderDeath.RETURN).acquire();
        other.longValue("v").lock().lock();
    }

    @ParameterizedTest
    @EnumSource
    void aWaitEndsWithItsRegion(Wait wait) throws Exception {
        occupy();
        TestThread<Boolean> waiter = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> wait.body.on(closing)).isInstanceOf(RegionClosedException.class));
        closing.close();
        waiter.join();
    }

    @ParameterizedTest
    @EnumSource
    void aLongWaitEndsWithItsRegion(Wait wait) throws Exception {
        occupy();
        TestThread<Boolean> waiter = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> wait.body.on(closing)).isInstanceOf(RegionClosedException.class));
        Thread.sleep(LONG_SLEEP_MS);
        closing.close();
        waiter.join();
    }

    @Test
    void aWriterThatWaitedForReadersLetsOthersReadAgain() throws Exception {
        occupy();
        TestThread<Boolean> waiter = TestThread.startAsleep(
                () -> assertThatThrownBy(closing.readWriteLock("read").writeLock()::lock)
                        .isInstanceOf(RegionClosedException.class));
        closing.close();
        waiter.join();
        TestThread.elsewhere(
                () -> assertThat(other.readWriteLock("read").readLock().tryLock(10, TimeUnit.SECONDS))
                        .isTrue());
    }

    @Test
    void aPartyWhoseRegionIsClosedBreaksTheBarrierForTheOthers() throws Exception {
        TestThread<Boolean> waiter = TestThread.startAsleep(() ->
                assertThatThrownBy(closing.barrier("barrier", 2)::await).isInstanceOf(RegionClosedException.class));
        closing.close();
        waiter.join();
        assertThat(other.barrier("barrier", 2).isBroken()).isTrue();
    }

    @Test
    void aReaderUnlocksAfterTheClose() throws Exception {
        TestThread.elsewhere(() -> {
            closing.readWriteLock("read").readLock().lock();
            var read = closing.readWriteLock("read").readLock();
            closing.close();
            read.unlock();
        });
        assertThat(other.readWriteLock("read").getReadLockCount()).isZero();
    }

    @Test
    void aWaitThroughAnotherOpeningGoesOn() throws Exception {
        other.lock("l").lock();
        Region third = workspace.open();
        TestThread<Boolean> waiter = TestThread.startAsleep(() -> {
            third.lock("l").lock();
            third.lock("l").unlock();
        });
        closing.close();
        other.lock("l").unlock();
        waiter.join();
    }
}
