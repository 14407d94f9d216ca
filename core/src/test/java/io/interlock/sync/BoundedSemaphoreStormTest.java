package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Permits that return: processes acquire and release at random and are killed at random; no permit is lost, none too many. */
@Timeout(120) // watchdog against a hang
class BoundedSemaphoreStormTest {

    private static final int PERMITS = 5;
    private static final int KILLS = 4;
    private static final int OPERATIONS_BETWEEN_KILLS = 100;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", PERMITS, OnHolderDeath.RETURN);
    private final ShmLong operations = region.longValue("operations");

    @Test
    void noPermitIsLostAndNoneIsTooMany() throws Exception {
        long seed = System.nanoTime();
        String path = workspace.path().toString();
        Random random = new Random(seed);
        List<JvmProcess> workers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            workers.add(startWorker(path, random));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            long goal = operations.get() + OPERATIONS_BETWEEN_KILLS + random.nextInt(100);
            Await.until("work goes on, seed=" + seed, () -> operations.get() >= goal);
            assertThat(semaphore.availablePermits()).as("seed=" + seed).isBetween(0, PERMITS);
            Workspace.kill(workers.remove(random.nextInt(workers.size())));
            workers.add(startWorker(path, random));
        }
        for (JvmProcess worker : workers) {
            Workspace.kill(worker);
        }
        assertThat(semaphore.tryAcquire(PERMITS, 1, TimeUnit.MINUTES))
                .as("all permits are back, seed=" + seed)
                .isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release(PERMITS);
        assertThat(region.longValue("tooMany").get()).as("seed=" + seed).isZero();
    }

    private JvmProcess startWorker(String path, Random random) {
        long workerSeed = random.nextLong();
        return workspace.start(() -> work(path, workerSeed));
    }

    private static void work(String path, long seed) throws Exception {
        Region region = Workspace.attach(path);
        TestThread<Boolean> second = TestThread.run(() -> acquireAndRelease(region, new Random(seed + 1)));
        acquireAndRelease(region, new Random(seed));
        second.join();
    }

    private static void acquireAndRelease(Region region, Random random) throws Exception {
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("s", PERMITS, OnHolderDeath.RETURN);
        ShmLong operations = region.longValue("operations");
        for (; ; ) {
            int wanted = 1 + random.nextInt(3);
            if (random.nextBoolean()) {
                semaphore.acquire(wanted);
            } else if (!semaphore.tryAcquire(wanted, random.nextInt(2_000), TimeUnit.MICROSECONDS)) {
                continue;
            }
            if (semaphore.availablePermits() > PERMITS - wanted) {
                region.longValue("tooMany").incrementAndGet();
            }
            operations.incrementAndGet();
            semaphore.release(wanted);
        }
    }

    @Test
    void theDeathOfAnyHolderWakesWhoWaitsForItsPermits() throws Exception {
        String path = workspace.path().toString();
        List<JvmProcess> holders = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            holders.add(workspace.start(() -> {
                Workspace.attach(path)
                        .boundedSemaphore("s", PERMITS, OnHolderDeath.RETURN)
                        .acquire(2);
                Thread.sleep(Long.MAX_VALUE);
            }));
            int left = PERMITS - 2 * i;
            Await.until("it holds", () -> semaphore.availablePermits() == left);
        }
        TestThread<Boolean> waiter = LockProbe.startSleeper(() -> semaphore.acquire(3));
        // Not the one that is found first.
        holders.get(1).kill();
        waiter.join();
        assertThat(semaphore.availablePermits()).isZero();
    }
}
