package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A lock with {@link OnOwnerDeath#HAND_OVER} goes to the next thread when its owner dies. */
@ParameterizedClass
@EnumSource
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class LockHandOverTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final LockKind kind;
    private final OwnedLock lock;

    LockHandOverTest(LockKind kind) {
        this.kind = kind;
        this.lock = kind.of(region, "lock", OnOwnerDeath.HAND_OVER);
    }

    @Test
    void everyWayOfLockingTakesItOverAndCounts() throws Exception {
        leaveLocked();
        assertThat(lock.isAbandoned()).isTrue();
        lock.lock();
        assertThat(lock.abandonedCount()).isEqualTo(1);
        assertThat(lock.isAbandoned()).isFalse();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();

        leaveLocked();
        lock.lockInterruptibly();
        lock.unlock();
        assertThat(lock.abandonedCount()).isEqualTo(2);

        leaveLocked();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        assertThat(lock.abandonedCount()).isEqualTo(3);

        leaveLocked();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
        assertThat(lock.abandonedCount()).isEqualTo(4);

        leaveLocked();
        assertThat(lock.recover(() -> {})).isTrue();
        assertThat(lock.abandonedCount()).isEqualTo(5);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void aStrangerCannotUnlockWhatADeadOwnerLeft() throws Exception {
        leaveLocked();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(lock.isAbandoned()).isTrue();
    }

    @Test
    void aSleeperTakesOverFromAThreadThatEnds() throws Exception {
        TestThread<Boolean> holder = TestThread.run(() -> {
            lock.lock();
            LockProbe.awaitSleeper(region, lock);
        });
        Await.until("the holder holds", lock::isLocked);
        lock.lock();
        assertThat(lock.abandonedCount()).isEqualTo(1);
        lock.unlock();
        holder.join();
    }

    @Test
    void aSleeperTakesOverFromAKilledProcess() throws Exception {
        LockKind theKind = kind;
        String file = workspace.path().toString();
        JvmProcess holder = workspace.start(() -> holdForEver(file, theKind));
        Await.until("the child holds", lock::isLocked);
        TestThread<Boolean> waiter = TestThread.run(() -> {
            assertThat(lock.tryLock(1, TimeUnit.DAYS)).isTrue();
            lock.unlock();
        });
        LockProbe.awaitSleeper(region, lock);
        holder.kill();
        waiter.join();
        assertThat(lock.abandonedCount()).isEqualTo(1);
    }

    private static void holdForEver(String file, LockKind kind) {
        kind.of(Workspace.attach(file), "lock", OnOwnerDeath.HAND_OVER).lock();
        Await.until("killed", () -> false);
    }

    private void leaveLocked() throws Exception {
        TestThread.elsewhere(lock::lock);
        Await.until("the death is seen", lock::isAbandoned);
    }
}
