package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reentrant lock adds to a lock; what they share is tested on both, as {@link LockKind}. */
@Timeout(120) // watchdog against a hang
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class ReentrantLockTest {

    private static final int ROUNDS = 100_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmReentrantLock lock = region.reentrantLock("lock", OnOwnerDeath.HAND_OVER);

    @Test
    void itsOwnerTakesItAgainByEveryWay() throws Exception {
        lock.lock();
        lock.lockInterruptibly();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.getHoldCount()).isEqualTo(4);
        for (int holds = 3; holds >= 0; holds--) {
            TestThread.elsewhere(() -> {
                assertThat(lock.tryLock()).isFalse();
                assertThat(lock.getHoldCount()).isZero();
            });
            lock.unlock();
            assertThat(lock.getHoldCount()).isEqualTo(holds);
        }
        assertThat(lock.isLocked()).isFalse();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void anInterruptedOwnerTakesItAgainAsAnyOther() throws Exception {
        lock.lock();
        Thread.currentThread().interrupt();
        assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lock.tryLock(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        lock.lock();
        assertThat(lock.tryLock()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lock.getHoldCount()).isEqualTo(3);
        for (int holds = 3; holds > 0; holds--) {
            lock.unlock();
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aStrangerCannotUnlockIt() throws Exception {
        lock.lock();
        lock.lock();
        TestThread.elsewhere(() -> assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class));
        assertThat(lock.getHoldCount()).isEqualTo(2);
        lock.unlock();
        lock.unlock();
    }

    @Test
    void holdsAreCountedAcrossObjectsOfOneProcess() {
        try (Region again = Region.open(workspace.path())) {
            ShmReentrantLock same = again.reentrantLock("lock", OnOwnerDeath.HAND_OVER);
            lock.lock();
            same.lock();
            assertThat(lock.getHoldCount()).isEqualTo(2);
            lock.unlock();
            assertThat(same.isHeldByCurrentThread()).isTrue();
            same.unlock();
            assertThat(lock.isLocked()).isFalse();
        }
    }

    @Test
    void aDeadOwnersHoldsAreNotTheNextOnes() throws Exception {
        TestThread.elsewhere(() -> {
            lock.lock();
            lock.lock();
            lock.lock();
        });
        lock.lock();
        assertThat(lock.getHoldCount()).isEqualTo(1);
        assertThat(lock.abandonedCount()).isEqualTo(1);
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aKilledOwnerIsReportedUntilRecovery() throws Exception {
        ShmReentrantLock reporting = region.reentrantLock("reporting");
        ShmLong held = region.longValue("held");
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(() -> {
            Region attached = Workspace.attach(path);
            ShmReentrantLock theirs = attached.reentrantLock("reporting");
            theirs.lock();
            theirs.lock();
            attached.longValue("held").set(1);
            Thread.sleep(Long.MAX_VALUE);
        });
        Await.until("the child holds the lock", () -> held.get() == 1);
        assertThat(reporting.tryLock()).isFalse();
        Workspace.kill(child);
        Await.until("the death is seen", reporting::isAbandoned);
        assertThatThrownBy(reporting::lock).isInstanceOf(OwnerDiedException.class);
        assertThat(reporting.recover(() -> assertThat(reporting.getHoldCount()).isEqualTo(1)))
                .isTrue();
        assertThat(reporting.tryLock()).isTrue();
        reporting.unlock();
    }

    @Test
    void noAdditionIsLostAmongProcesses() throws Exception {
        String path = workspace.path().toString();
        List<JvmProcess> children = List.of(
                workspace.start(() -> add(path)), workspace.start(() -> add(path)), workspace.start(() -> add(path)));
        for (JvmProcess child : children) {
            child.join();
        }
        assertThat(region.longValue("number").get()).isEqualTo(3L * ROUNDS);
    }

    @Test
    void aClosedRegionsLockIsRefused() {
        lock.lock();
        lock.unlock();
        region.close();
        assertThatThrownBy(lock::lock).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(lock::unlock).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(lock::getHoldCount).isInstanceOf(RegionClosedException.class);
    }

    private static void add(String path) {
        try (Region region = Workspace.attach(path)) {
            ShmReentrantLock lock = region.reentrantLock("lock", OnOwnerDeath.HAND_OVER);
            ShmLong number = region.longValue("number");
            for (int i = 0; i < ROUNDS; i++) {
                lock.lock();
                lock.lock();
                number.setPlain(number.getPlain() + 1);
                lock.unlock();
                lock.unlock();
            }
        }
    }
}
