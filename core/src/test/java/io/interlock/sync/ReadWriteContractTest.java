package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a read-write lock promises the threads of one process. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "NullAway"}) // the lock is what is tested, also with null
@Timeout(60) // watchdog against a hang
class ReadWriteContractTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmReadWriteLock lock = region.readWriteLock("lock");
    private final Lock read = lock.readLock();
    private final Lock write = lock.writeLock();

    @Test
    void whatItSaysOfItself() throws Exception {
        assertThat(lock.name()).isEqualTo("lock");
        assertThat(lock.onOwnerDeath()).isEqualTo(OnOwnerDeath.FAIL);
        assertThat(lock.toString()).startsWith("ShmReadWriteLock[region=" + workspace.path() + " read-write-lock=lock");
        assertThat(read.toString()).startsWith("ReadLock of ShmReadWriteLock[");
        assertThat(write.toString()).startsWith("WriteLock of ShmReadWriteLock[");
        write.lock();
        assertThat(lock.isWriteLocked()).isTrue();
        assertThat(lock.isWriteLockedByCurrentThread()).isTrue();
        TestThread.elsewhere(() -> {
            assertThat(lock.isWriteLocked()).isTrue();
            assertThat(lock.isWriteLockedByCurrentThread()).isFalse();
            assertThat(lock.getWriteHoldCount()).isZero();
            assertThat(lock.getReadHoldCount()).isZero();
        });
        read.lock();
        write.unlock();
        assertThat(lock.isWriteLocked()).isFalse();
        assertThat(lock.getReadLockCount()).isEqualTo(1);
        TestThread.elsewhere(() -> assertThat(lock.getReadHoldCount()).isZero());
        read.unlock();
        assertThat(lock.getReadLockCount()).isZero();
        assertThat(lock.isAbandoned()).isFalse();
        assertThat(lock.abandonedCount()).isZero();
        assertThat(lock.recover(() -> {})).isFalse();
        assertThatThrownBy(read::newCondition).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatAnotherThreadHoldsCannotBeUnlocked() throws Exception {
        read.lock();
        TestThread.elsewhere(() -> {
            assertThatThrownBy(read::unlock)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("lock=lock");
            assertThatThrownBy(write::unlock).isInstanceOf(IllegalMonitorStateException.class);
        });
        assertThatThrownBy(write::unlock).isInstanceOf(IllegalMonitorStateException.class);
        read.unlock();
        assertThatThrownBy(read::unlock).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(lock.getReadLockCount()).isZero();
        write.lock();
        assertThatThrownBy(read::unlock).isInstanceOf(IllegalMonitorStateException.class);
        TestThread.elsewhere(() -> assertThatThrownBy(write::unlock).isInstanceOf(IllegalMonitorStateException.class));
        write.unlock();
    }

    @Test
    void aThreadHoldsItsReadLockWhateverThreadsReadMeanwhile() throws Exception {
        // Made by this thread, of which nothing is known yet.
        ShmReadWriteLock mine = region.readWriteLock("mine");
        for (int i = 0; i < 3; i++) {
            mine.readLock().lock();
            TestThread.elsewhere(() -> {
                mine.readLock().lock();
                mine.readLock().unlock();
            });
            assertThat(mine.getReadHoldCount()).isEqualTo(1);
            mine.readLock().unlock();
            assertThat(mine.getReadLockCount()).isZero();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // there is nothing to wait for
    @Test
    void aReaderThatWouldWaitForItselfIsToldSo() throws Exception {
        read.lock();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                write::lock,
                write::lockInterruptibly,
                () -> write.tryLock(1, TimeUnit.DAYS),
                () -> lock.recover(() -> {}))) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("wait for itself");
        }
        assertThat(write.tryLock()).isFalse();
        assertThat(write.tryLock(-1, TimeUnit.DAYS)).isFalse();
        read.unlock();
        assertThat(lock.isWriteLocked()).isFalse();
        write.lock();
        read.lock();
        ShmCondition condition = lock.writeLock().newCondition();
        assertThatThrownBy(condition::await).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::awaitUninterruptibly).isInstanceOf(IllegalMonitorStateException.class);
        read.unlock();
        assertThat(condition.await(1, TimeUnit.NANOSECONDS)).isFalse();
        write.unlock();
    }

    @Test
    void timesThatAreUpDoNotWaitAndLongOnesDoNotOverflow() throws Exception {
        write.lock();
        TestThread.elsewhere(() -> {
            for (Lock each : List.of(read, write)) {
                assertThat(each.tryLock(0, TimeUnit.DAYS)).isFalse();
                assertThat(each.tryLock(Long.MIN_VALUE, TimeUnit.DAYS)).isFalse();
                long beginNs = System.nanoTime();
                assertThat(each.tryLock(20, TimeUnit.MILLISECONDS)).isFalse();
                assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(20_000_000);
            }
        });
        TestThread<Boolean> reader = LockProbe.startSleeper(() -> {
            assertThat(read.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
            assertThat(read.tryLock(0, TimeUnit.DAYS)).isTrue();
            read.unlock();
            read.unlock();
        });
        TestThread<Boolean> writer = LockProbe.startSleeper(() -> {
            assertThat(write.tryLock(Long.MAX_VALUE - 1, TimeUnit.NANOSECONDS)).isTrue();
            assertThat(write.tryLock(0, TimeUnit.DAYS)).isTrue();
            write.unlock();
            write.unlock();
        });
        write.unlock();
        reader.join();
        writer.join();
        read.lock();
        TestThread<Boolean> last = LockProbe.startSleeper(() -> {
            assertThat(write.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
            write.unlock();
        });
        read.unlock();
        last.join();
    }

    @Test
    void anInterruptBeforeIsThrownAndCleared() throws Exception {
        TestThread.elsewhere(() -> {
            for (Lock each : List.of(read, write)) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(each::lockInterruptibly).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> each.tryLock(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                Thread.currentThread().interrupt();
                each.lock();
                each.unlock();
                assertThat(each.tryLock()).isTrue();
                each.unlock();
                assertThat(Thread.interrupted()).isTrue();
            }
        });
        assertThat(lock.getReadLockCount()).isZero();
        assertThat(lock.isWriteLocked()).isFalse();
    }

    @Test
    void anInterruptDuringTheWaitIsThrownAndLetsOthersGoOn() throws Exception {
        write.lock();
        for (Lock each : List.of(read, write)) {
            interruptsAsleep(each::lockInterruptibly);
            interruptsAsleep(() -> each.tryLock(1, TimeUnit.DAYS));
        }
        write.unlock();
        read.lock();
        // Behind the gate, where it waits for readers: what it held there, it gives back.
        interruptsAsleep(write::lockInterruptibly);
        TestThread.elsewhere(() -> {
            assertThat(write.tryLock(1, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(read.tryLock()).isTrue();
            read.unlock();
        });
        read.unlock();
        assertThat(write.tryLock()).isTrue();
        write.unlock();
    }

    private void interruptsAsleep(ThrowingCallable wait) throws Exception {
        TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
            assertThatThrownBy(wait).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        waiter.interrupt();
        waiter.join();
    }

    @Test
    void lockKeepsTheInterrupt() throws Exception {
        for (Lock each : List.of(read, write)) {
            write.lock();
            TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
                Thread.currentThread().interrupt();
                each.lock();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                each.unlock();
            });
            waiter.interrupt();
            write.unlock();
            waiter.join();
        }
    }

    @Test
    void afterCloseEveryMethodSaysSo() {
        region.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                read::lock,
                read::lockInterruptibly,
                read::tryLock,
                () -> read.tryLock(1, TimeUnit.DAYS),
                read::unlock,
                write::lock,
                write::lockInterruptibly,
                write::tryLock,
                () -> write.tryLock(1, TimeUnit.DAYS),
                write::unlock,
                write::newCondition,
                () -> lock.recover(() -> {}),
                lock::isWriteLocked,
                lock::isWriteLockedByCurrentThread,
                lock::getReadLockCount,
                lock::getReadHoldCount,
                lock::getWriteHoldCount,
                lock::isAbandoned,
                lock::abandonedCount)) {
            assertThatThrownBy(call).isInstanceOf(RegionClosedException.class);
        }
        assertThat(lock.name()).isEqualTo("lock");
    }

    @Test
    void aThreadThatWaitsWhileItsRegionIsClosedHearsOfItAndTakesNothing() throws Exception {
        Region other = workspace.open();
        ShmReadWriteLock same = other.readWriteLock("lock");
        same.writeLock().lock();
        TestThread<Boolean> reader = LockProbe.startSleeper(() -> {
            assertThatThrownBy(read::lock).isInstanceOf(RegionClosedException.class);
            assertThatThrownBy(read::unlock).isInstanceOf(RegionClosedException.class);
        });
        region.close();
        reader.join();
        same.writeLock().unlock();
        assertThat(same.getReadLockCount()).isZero();
        assertThat(same.writeLock().tryLock()).isTrue();
        same.writeLock().unlock();
    }

    @Test
    void oneOpeningLocksAndAnotherUnlocks() throws Exception {
        ShmReadWriteLock same = workspace.open().readWriteLock("lock");
        read.lock();
        same.readLock().lock();
        assertThat(same.getReadHoldCount()).isEqualTo(2);
        assertThatThrownBy(() -> same.writeLock().lock()).isInstanceOf(IllegalMonitorStateException.class);
        same.readLock().unlock();
        same.readLock().unlock();
        write.lock();
        same.writeLock().lock();
        assertThat(lock.getWriteHoldCount()).isEqualTo(2);
        same.writeLock().unlock();
        same.writeLock().unlock();
        TestThread.elsewhere(() -> {
            assertThat(write.tryLock()).isTrue();
            write.unlock();
        });
    }

    @Test
    void locksOfOneNameInTwoRegionsAreTwo() {
        ShmReadWriteLock other = workspace.open(workspace.path("elsewhere")).readWriteLock("lock");
        write.lock();
        read.lock();
        other.readLock().lock();
        assertThatThrownBy(() -> other.writeLock().lock()).isInstanceOf(IllegalMonitorStateException.class);
        write.unlock();
        assertThat(other.getReadHoldCount()).isEqualTo(1);
        read.unlock();
        other.readLock().unlock();
        other.writeLock().lock();
        other.writeLock().unlock();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without the checker may do
    void anotherConfigurationOrTypeIsRefused() {
        assertThatThrownBy(() -> region.readWriteLock("lock", OnOwnerDeath.HAND_OVER))
                .isInstanceOf(PrimitiveMismatchException.class);
        assertThatThrownBy(() -> region.lock("lock")).isInstanceOf(PrimitiveMismatchException.class);
        assertThatNullPointerException().isThrownBy(() -> region.readWriteLock("new", null));
        region.readWriteLock("new", OnOwnerDeath.HAND_OVER).readLock().lock();
    }
}
