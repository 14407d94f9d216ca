package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lock with {@link OnOwnerDeath#FAIL} reports the death of its owner until somebody recovers it. */
@ParameterizedClass
@EnumSource
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class LockDeathTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final LockKind kind;
    private final OwnedLock lock;

    LockDeathTest(LockKind kind) {
        this.kind = kind;
        this.lock = kind.of(region, "lock");
    }

    /** How a process ends with the lock. */
    enum End {
        HALT,
        KILL
    }

    @Test
    void everyWayOfLockingReportsTheDeathUntilRecovery() throws Exception {
        leaveLocked();
        assertThat(lock.isAbandoned()).isTrue();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(lock::lock)
                    .isInstanceOf(OwnerDiedException.class)
                    .hasMessageContaining("region=" + workspace.path())
                    .hasMessageContaining("lock=lock")
                    .hasMessageContaining("recover");
            assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(OwnerDiedException.class);
            assertThatThrownBy(lock::tryLock).isInstanceOf(OwnerDiedException.class);
            assertThatThrownBy(() -> lock.tryLock(0, TimeUnit.SECONDS)).isInstanceOf(OwnerDiedException.class);
            assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS)).isInstanceOf(OwnerDiedException.class);
            assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
            assertThat(lock.isAbandoned()).isTrue();
        }
        assertThat(lock.abandonedCount()).isZero();

        assertThat(lock.recover(() -> {
                    assertThat(lock.isHeldByCurrentThread()).isTrue();
                    assertThat(lock.isLocked()).isTrue();
                    assertThat(lock.isAbandoned()).isFalse();
                }))
                .isTrue();
        assertThat(lock.abandonedCount()).isEqualTo(1);
        assertThat(lock.isAbandoned()).isFalse();
        lock.lock();
        lock.unlock();
        assertThat(lock.recover(() -> {})).isFalse();
    }

    @Test
    void aRepairThatThrowsLeavesTheLockAbandoned() throws Exception {
        leaveLocked();
        IllegalStateException failure = new IllegalStateException("cannot repair");
        assertThatThrownBy(() -> lock.recover(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(lock.isAbandoned()).isTrue();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThatThrownBy(lock::lock).isInstanceOf(OwnerDiedException.class);
        assertThat(lock.recover(() -> {})).isTrue();
        lock.lock();
        lock.unlock();
    }

    @Test
    void aThreadThatEndsInItsRepairLeavesTheLockToTheNext() throws Exception {
        leaveLocked();
        LockKind theKind = kind;
        String file = workspace.path().toString();
        JvmProcess child = workspace.start(() -> haltWhileRepairing(file, theKind));
        Await.until("the child has ended", () -> !child.isAlive());
        assertThat(child.exitCode()).isEqualTo(7);
        Await.until("its death is seen", lock::isAbandoned);
        assertThat(lock.recover(() -> {})).isTrue();
        assertThat(lock.abandonedCount()).isEqualTo(2);
    }

    private static void haltWhileRepairing(String file, LockKind kind) {
        kind.of(Workspace.attach(file), "lock")
                .recover(() -> Runtime.getRuntime().halt(7));
    }

    @Test
    void oneOfManyRecoversAndTheOthersWaitForItMeanwhile() throws Exception {
        leaveLocked();
        AtomicInteger repairs = new AtomicInteger();
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(TestThread.run(() -> {
                for (; ; ) {
                    try {
                        lock.lock();
                        assertThat(repairs.get()).isEqualTo(1);
                        lock.unlock();
                        return;
                    } catch (OwnerDiedException e) {
                        lock.recover(repairs::incrementAndGet);
                    }
                }
            }));
        }
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
        assertThat(repairs).hasValue(1);
        assertThat(lock.abandonedCount()).isEqualTo(1);
    }

    @Test
    void sleepersHearOfTheDeathOfAThread() throws Exception {
        TestThread<Boolean> holder = TestThread.run(() -> {
            lock.lock();
            LockProbe.awaitSleeper(region, lock);
        });
        Await.until("the holder holds", lock::isLocked);
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiters.add(TestThread.run(() -> assertThatThrownBy(lock::lock).isInstanceOf(OwnerDiedException.class)));
        }
        holder.join();
        for (TestThread<Boolean> waiter : waiters) {
            waiter.join();
        }
        assertThat(lock.recover(() -> {})).isTrue();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void sleepersHearOfTheDeathOfAProcess(End end) throws Exception {
        LockKind theKind = kind;
        String file = workspace.path().toString();
        JvmProcess holder = workspace.start(() -> holdAndEnd(file, theKind, end));
        Await.until("the child holds", lock::isLocked);
        TestThread<Boolean> waiter =
                TestThread.run(() -> assertThatThrownBy(lock::lock).isInstanceOf(OwnerDiedException.class));
        LockProbe.awaitSleeper(region, lock);
        region.longValue("go").set(1);
        if (end == End.KILL) {
            holder.kill();
        }
        waiter.join();
        assertThat(lock.isAbandoned()).isTrue();
        Await.until("the child has ended", () -> !holder.isAlive());
        assertThat(holder.exitCode()).isEqualTo(end == End.KILL ? 137 : 5);
        assertThat(lock.recover(() -> {})).isTrue();
        lock.lock();
        lock.unlock();
    }

    private static void holdAndEnd(String file, LockKind kind, End end) {
        Region region = Workspace.attach(file);
        kind.of(region, "lock").lock();
        Await.until(
                "told to end", () -> end == End.HALT && region.longValue("go").get() == 1);
        Runtime.getRuntime().halt(5);
    }

    @Test
    void aThreadThatEndsRightAfterItsUnlockIsNotTakenForOneThatDiedWithTheLock() throws Exception {
        AtomicInteger toCome = new AtomicInteger(2_000);
        TestThread<Boolean> user = TestThread.run(() -> {
            while (toCome.get() > 0) {
                lock.lock();
                lock.unlock();
                assertThat(lock.isAbandoned()).isFalse();
            }
        });
        while (toCome.getAndDecrement() > 0 && user.isAlive()) {
            TestThread.elsewhere(() -> {
                lock.lock();
                lock.unlock();
            });
        }
        user.join();
    }

    @Test
    void theDeathOfAWaiterChangesNothing() throws Exception {
        lock.lock();
        LockKind theKind = kind;
        String file = workspace.path().toString();
        JvmProcess waiter = workspace.start(() -> waitFor(file, theKind));
        LockProbe.awaitSleeper(region, lock);
        Workspace.kill(waiter);
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        TestThread.elsewhere(() -> {
            lock.lock();
            lock.unlock();
        });
        assertThat(lock.abandonedCount()).isZero();
    }

    private static void waitFor(String file, LockKind kind) {
        kind.of(Workspace.attach(file), "lock").lock();
    }

    private void leaveLocked() throws Exception {
        TestThread.elsewhere(lock::lock);
        // The kernel says so a moment after Java does.
        Await.until("the death is seen", lock::isAbandoned);
    }
}
