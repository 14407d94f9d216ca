package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A lock belongs to the thread that took it. */
@ParameterizedClass
@MethodSource("io.interlock.sync.LockKind#withModes")
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class LockOwnershipTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final LockKind kind;
    private final OnOwnerDeath mode;
    private final OwnedLock lock;

    LockOwnershipTest(LockKind kind, OnOwnerDeath mode) {
        this.kind = kind;
        this.mode = mode;
        this.lock = kind.of(region, "lock", mode);
    }

    @Test
    void unlockingAFreeLockThrowsAndChangesNothing() {
        assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("nobody holds");
        assertThat(lock.isLocked()).isFalse();
        lock.lock();
        lock.unlock();
        assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @Test
    void unlockingByAnotherThreadThrowsAndChangesNothing() throws Exception {
        lock.lock();
        TestThread.elsewhere(() -> assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("another thread holds"));
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
    }

    @Test
    void unlockingByAnotherProcessThrowsAndChangesNothing() throws Exception {
        lock.lock();
        String file = workspace.path().toString();
        LockKind theKind = kind;
        OnOwnerDeath theMode = mode;
        workspace.start(() -> tryToUnlock(file, theKind, theMode)).join();
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
    }

    private static void tryToUnlock(String file, LockKind kind, OnOwnerDeath mode) {
        try (Region region = Workspace.attach(file)) {
            OwnedLock lock = kind.of(region, "lock", mode);
            assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
            assertThat(lock.tryLock()).isFalse();
            assertThat(lock.isLocked()).isTrue();
            assertThat(lock.isHeldByCurrentThread()).isFalse();
            assertThat(lock.isAbandoned()).isFalse();
        }
    }

    @Test
    void recoverReturnsFalseWhenThereIsNothingToRecover() throws Exception {
        assertThat(lock.recover(LockOwnershipTest::unexpected)).isFalse();
        lock.lock();
        assertThat(lock.recover(LockOwnershipTest::unexpected)).isFalse();
        TestThread.elsewhere(
                () -> assertThat(lock.recover(LockOwnershipTest::unexpected)).isFalse());
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.abandonedCount()).isZero();
    }

    private static void unexpected() {
        throw new AssertionError("there was nothing to repair");
    }
}
