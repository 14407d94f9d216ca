package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An owner that asks again for a lock that is not reentrant is told so. */
@ParameterizedClass
@EnumSource(OnOwnerDeath.class)
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
class LockNotReentrantTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final OnOwnerDeath mode;
    private final ShmLock lock;

    LockNotReentrantTest(OnOwnerDeath mode) {
        this.mode = mode;
        this.lock = region.lock("lock", mode);
    }

    @Test
    void lockingAgainThrowsInsteadOfHanging() {
        lock.lock();
        assertThatThrownBy(lock::lock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("lock=lock")
                .hasMessageContaining("not reentrant");
        assertThatThrownBy(lock::lockInterruptibly).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void tryLockByTheOwnerReturnsFalse() throws Exception {
        lock.lock();
        assertThat(lock.tryLock()).isFalse();
        assertThat(lock.tryLock(0, TimeUnit.SECONDS)).isFalse();
        long startNs = System.nanoTime();
        assertThat(lock.tryLock(30, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(30_000_000);
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
    }

    @Test
    void throughAnotherOpeningItIsTheSameOwnerThatComesAgain() {
        try (Region again = workspace.open()) {
            ShmLock same = again.lock("lock", mode);
            lock.lock();
            assertThat(same.tryLock()).isFalse();
            assertThatThrownBy(same::lock).isInstanceOf(IllegalMonitorStateException.class);
            lock.unlock();
        }
    }
}
