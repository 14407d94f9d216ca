package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120) // watchdog against a hang
class BoundedSemaphoreTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @ParameterizedTest
    @EnumSource
    void whatWasNotAcquiredCannotBeReleased(OnHolderDeath onHolderDeath) throws Exception {
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", 3, onHolderDeath);
        assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
        semaphore.acquire(2);
        assertThatThrownBy(() -> semaphore.release(3)).isInstanceOf(IllegalStateException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore.tryAcquire(2)).isFalse();
        assertThat(semaphore.drainPermits()).isEqualTo(1);
        semaphore.release(3);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void anotherProcessMayReleaseWhatThisOneAcquired(OnHolderDeath onHolderDeath) throws Exception {
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", 1, onHolderDeath);
        String path = workspace.path().toString();
        semaphore.acquire();
        workspace
                .start(() -> Workspace.attach(path)
                        .boundedSemaphore("s", 1, onHolderDeath)
                        .release())
                .join();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void thePermitsOfADeadProcessReturnWhereThatWasAskedFor(OnHolderDeath onHolderDeath) throws Exception {
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", 2, onHolderDeath);
        String path = workspace.path().toString();
        JvmProcess holder = workspace.start(() -> {
            Workspace.attach(path).boundedSemaphore("s", 2, onHolderDeath).acquire(2);
            Thread.sleep(Long.MAX_VALUE);
        });
        Await.until("permits are taken", () -> semaphore.availablePermits() == 0);
        TestThread<Boolean> waiter = TestThread.run(semaphore::acquire);
        Await.until("it waits", () -> waiter.isIn("awaitAsleep"));
        holder.kill();
        if (onHolderDeath == OnHolderDeath.KEEP) {
            assertThatThrownBy(holder::join).hasMessageContaining("exit=137");
            assertThat(semaphore.availablePermits()).isZero();
            semaphore.release();
        }
        waiter.join();
        assertThat(semaphore.availablePermits()).isEqualTo(onHolderDeath == OnHolderDeath.KEEP ? 0 : 1);
    }
}
