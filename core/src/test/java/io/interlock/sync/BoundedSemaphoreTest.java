package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.interlock.Region;
import io.interlock.RegionFullException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.BoundedLayout;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120) // watchdog against a hang
class BoundedSemaphoreTest {

    private static final int USERS = 2;
    private static final int TRIES = 5_000;

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

    @ParameterizedTest
    @EnumSource
    void aPermitThatIsAlwaysThereIsFoundByEachTry(OnHolderDeath onHolderDeath) throws Exception {
        assumeFalse(
                onHolderDeath == OnHolderDeath.RETURN && "false".equals(System.getProperty("interlock.native")),
                "a try gives up after 100 ms, and portable waiters sleep too long for a guard that is always wanted");
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", USERS + 1, onHolderDeath);
        String path = workspace.path().toString();
        List<JvmProcess> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add(workspace.start(() -> acquireAndRelease(path, onHolderDeath)));
        }
        ShmLong rounds = region.longValue("rounds");
        for (long round = 0; round < TRIES; round++) {
            long before = round;
            Await.until("others are at it", () -> rounds.get() > before);
            assertThat(semaphore.tryAcquire())
                    .as("of %d, others have %d at most", USERS + 1, USERS)
                    .isTrue();
            semaphore.release();
            assertThat(semaphore.availablePermits()).isPositive();
        }
        region.longValue("stop").set(1);
        for (JvmProcess user : users) {
            user.join();
        }
    }

    private static void acquireAndRelease(String path, OnHolderDeath onHolderDeath) throws InterruptedException {
        try (Region region = Workspace.attach(path)) {
            ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", USERS + 1, onHolderDeath);
            ShmLong rounds = region.longValue("rounds");
            ShmLong stop = region.longValue("stop");
            while (stop.get() == 0) {
                semaphore.acquire();
                semaphore.release();
                rounds.incrementAndGet();
            }
        }
    }

    @Test
    void aCellOfALivingProcessThatHasNothingNowIsAnotherProcessesNext() throws Exception {
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", BoundedLayout.CELLS + 1, OnHolderDeath.RETURN);
        MappedMemory words = LockProbe.words(region, "s");
        // As 256 processes would leave them, of which one has nothing now; this one lives for all of them.
        long living = LockProbe.currentOwner(region).word();
        for (int cell = 0; cell < BoundedLayout.CELLS; cell++) {
            words.putLong(BoundedLayout.held(cell), cell == 7 ? 0 : 1);
            words.putLong(BoundedLayout.owner(cell), living);
        }
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        semaphore.acquire();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(words.getLong(BoundedLayout.owner(7))).isNotEqualTo(living);
        assertThat(words.getLong(BoundedLayout.held(7))).isEqualTo(1);
        semaphore.release();
        words.putLong(BoundedLayout.owner(7), living);
        words.putLong(BoundedLayout.held(7), 1);
        assertThatThrownBy(semaphore::acquire)
                .isInstanceOf(RegionFullException.class)
                .hasMessageContaining("processes=256");
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }
}
