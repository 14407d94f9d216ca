package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120) // watchdog against a hang
class SemaphoreTest {

    private static final int PROCESSES = 4;
    private static final int PERMITS = 3;
    private static final int ROUNDS = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void permitsAreTakenAndGivenBack() throws Exception {
        ShmSemaphore semaphore = region.semaphore("semaphore", 3);
        semaphore.acquire();
        semaphore.acquireUninterruptibly();
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.tryAcquire(0, TimeUnit.SECONDS)).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire(0, TimeUnit.SECONDS)).isTrue();
        semaphore.release(3);
        semaphore.acquire(2);
        assertThat(semaphore.tryAcquire(2)).isFalse();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore.drainPermits()).isEqualTo(1);
        assertThat(semaphore.drainPermits()).isZero();
    }

    @Test
    void releasesMayExceedTheStartAndTheStartMayBeNegative() {
        ShmSemaphore semaphore = region.semaphore("semaphore", -1);
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release(2);
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        assertThat(semaphore.tryAcquire(2)).isTrue();
    }

    @Test
    void moreThanAnIntOfPermitsIsRefusedAndChangesNothing() {
        ShmSemaphore semaphore = region.semaphore("semaphore", Integer.MAX_VALUE);
        assertThatThrownBy(semaphore::release).isInstanceOf(Error.class).hasMessageContaining("2147483647+1");
        assertThat(semaphore.availablePermits()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> region.semaphore("semaphore", 1)).isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void aReleaseForOneWakesWhoWantsOneAlsoBehindOneWhoWantsMany() throws Exception {
        ShmSemaphore semaphore = region.semaphore("semaphore", 0);
        TestThread<Boolean> many = LockProbe.startSleeper(() -> semaphore.acquire(5));
        TestThread<Boolean> one = LockProbe.startSleeper(semaphore::acquire);
        semaphore.release();
        one.join();
        assertThat(many.isAlive()).isTrue();
        semaphore.release(5);
        many.join();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void anInterruptedAcquisitionTakesNothingAndLosesNoWakeUp() throws Exception {
        ShmSemaphore semaphore = region.semaphore("semaphore", 0);
        TestThread<Boolean> interrupted = LockProbe.startSleeper(
                () -> assertThatThrownBy(semaphore::acquire).isInstanceOf(InterruptedException.class));
        TestThread<Boolean> other = LockProbe.startSleeper(semaphore::acquire);
        interrupted.interrupt();
        // Before the release: a permit that comes first may be taken in spite of the interrupt.
        interrupted.join();
        semaphore.release();
        other.join();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void noMoreThanThePermitsAreInsideAmongProcesses() throws Exception {
        String path = workspace.path().toString();
        long seed = System.nanoTime();
        List<JvmProcess> children = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            long childSeed = seed + i;
            children.add(workspace.start(() -> enterAndLeave(path, childSeed)));
        }
        for (JvmProcess child : children) {
            child.join();
        }
        assertThat(region.longValue("violations").get()).as("seed " + seed).isZero();
        assertThat(region.semaphore("semaphore", PERMITS).availablePermits()).isEqualTo(PERMITS);
    }

    @Test
    void aKilledWaiterTakesNoPermitAndNoWakeUpWithIt() throws Exception {
        String path = workspace.path().toString();
        ShmSemaphore semaphore = region.semaphore("semaphore", 0);
        JvmProcess child = workspace.start(
                () -> Workspace.attach(path).semaphore("semaphore", 0).acquire());
        LockProbe.awaitSleeper(region, "semaphore");
        TestThread<Boolean> waiter = LockProbe.startSleeper(semaphore::acquire);
        Workspace.kill(child);
        semaphore.release();
        waiter.join();
        assertThat(semaphore.availablePermits()).isZero();
    }

    private static void enterAndLeave(String path, long seed) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        try (Region region = Workspace.attach(path)) {
            ShmSemaphore semaphore = region.semaphore("semaphore", PERMITS);
            ShmLong inside = region.longValue("inside");
            for (int i = 0; i < ROUNDS; i++) {
                int permits = random.nextInt(1, PERMITS + 1);
                semaphore.acquire(permits);
                if (inside.addAndGet(permits) > PERMITS) {
                    region.longValue("violations").incrementAndGet();
                }
                inside.getAndAdd(-permits);
                semaphore.release(permits);
            }
        }
    }
}
