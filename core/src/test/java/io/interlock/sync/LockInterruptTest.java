package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupting a thread that locks loses neither the interrupt nor the lock. */
@ParameterizedClass
@EnumSource
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class LockInterruptTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final OwnedLock lock;

    LockInterruptTest(LockKind kind) {
        this.lock = kind.of(region, "lock");
    }

    @Test
    void anInterruptBeforeTheCallIsThrownAndClearedAlsoWhenTheLockIsFree() throws Exception {
        TestThread.elsewhere(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void anInterruptDuringTheWaitIsThrownAndCleared() throws Exception {
        lock.lock();
        TestThread<Boolean> waiter = TestThread.run(() -> {
            assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        LockProbe.awaitSleeper(region, lock);
        waiter.interrupt();
        waiter.join();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void anInterruptDuringATimedWaitIsThrownAndCleared() throws Exception {
        lock.lock();
        TestThread<Boolean> waiter = TestThread.run(() -> {
            assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        LockProbe.awaitSleeper(region, lock);
        waiter.interrupt();
        waiter.join();
        lock.unlock();
    }

    @Test
    void anInterruptedWaiterTakesNothingFromTheOthers() throws Exception {
        for (int round = 0; round < 20; round++) {
            lock.lock();
            TestThread<Boolean> interrupted = TestThread.run(() -> {
                try {
                    lock.lockInterruptibly();
                    lock.unlock();
                } catch (InterruptedException e) {
                    // Either is right: the interrupt races with the unlock.
                }
            });
            TestThread<Boolean> other = TestThread.run(() -> {
                lock.lock();
                lock.unlock();
            });
            LockProbe.awaitSleeper(region, lock);
            interrupted.interrupt();
            lock.unlock();
            other.join();
            interrupted.join();
            assertThat(lock.isLocked()).isFalse();
        }
    }

    @Test
    void lockIgnoresAnInterruptAndKeepsIt() throws Exception {
        lock.lock();
        TestThread<Boolean> waiter = TestThread.run(() -> {
            lock.lock();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            lock.unlock();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        LockProbe.awaitSleeper(region, lock);
        waiter.interrupt();
        // The interrupted waiter goes back to sleep: seen by its setting the word anew.
        LockProbe.clearWaiters(region, lock);
        LockProbe.awaitSleeper(region, lock);
        assertThat(waiter.isAlive()).isTrue();
        lock.unlock();
        waiter.join();
    }

    @Test
    void anInterruptedThreadLocksTriesAndUnlocksAsAnyOther() throws Exception {
        TestThread.elsewhere(() -> {
            Thread.currentThread().interrupt();
            lock.lock();
            lock.unlock();
            assertThat(lock.tryLock()).isTrue();
            lock.unlock();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        TestThread.elsewhere(() -> {
            lock.lock();
            lock.unlock();
        });
    }
}
