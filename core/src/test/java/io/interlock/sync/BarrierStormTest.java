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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Parties of two processes meet in rounds, of which many are broken by short times, aborts and resets at random. Nobody hangs,
 * and all parties of a round learn the same.
 */
@Timeout(120) // watchdog against a hang
class BarrierStormTest {

    private static final int PARTIES = 3;
    private static final int THREADS = 2 * PARTIES;
    private static final int PHASES = 60;
    private static final int ATTEMPTS = 200;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    /** A thread's part, until all is over. */
    @FunctionalInterface
    private interface Part {
        void take(Region region, Random random) throws InterruptedException;
    }

    @Test
    void allPartiesOfARoundLearnTheSame() throws Exception {
        long seed = System.nanoTime();
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> join(startThreads(path, seed, BarrierStormTest::meetUntilBroken)));
        List<TestThread<Boolean>> here = startThreads(path, seed + 1, BarrierStormTest::meetUntilBroken);
        ShmLong stopped = region.longValue("stopped");
        for (int phase = 1; phase <= PHASES; phase++) {
            long all = (long) phase * THREADS;
            Await.until("all have heard that it is broken, seed=" + seed, () -> stopped.get() == all);
            // One party of each number in each round that was whole.
            long rounds = region.longValue("passed0").get();
            for (int number = 1; number < PARTIES; number++) {
                assertThat(region.longValue("passed" + number).get())
                        .as("whole rounds, seed=" + seed)
                        .isEqualTo(rounds);
            }
            assertThat(region.longValue("actions").get()).as("seed=" + seed).isGreaterThanOrEqualTo(rounds);
            barrier(region).reset();
            region.longValue("phase").set(phase);
        }
        join(here);
        other.join();
        assertThat(region.longValue("passed0").get()).as("seed=" + seed).isPositive();
    }

    private static void meetUntilBroken(Region region, Random random) throws InterruptedException {
        ShmLong phase = region.longValue("phase");
        ShmBarrier barrier = barrier(region);
        for (int i = 1; i <= PHASES; i++) {
            try {
                for (; ; ) {
                    int timeUs = 200 + random.nextInt(20_000);
                    int number = barrier.await(timeUs, TimeUnit.MICROSECONDS);
                    region.longValue("passed" + number).incrementAndGet();
                    if (random.nextInt(50) == 0) {
                        barrier.abort();
                    }
                }
            } catch (TimeoutException | BrokenBarrierException e) {
                region.longValue("stopped").incrementAndGet();
                int current = i;
                Await.until("the next phase", () -> phase.get() >= current);
            }
        }
    }

    @Test
    void resetsThatRaceWithArrivalsLeaveNobodyBehind() throws Exception {
        long seed = System.nanoTime();
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> join(startThreads(path, seed, BarrierStormTest::meetAndReset)));
        join(startThreads(path, seed + 1, BarrierStormTest::meetAndReset));
        other.join();
        barrier(region).reset();
        List<TestThread<Boolean>> last = new ArrayList<>();
        for (int i = 0; i < PARTIES; i++) {
            last.add(TestThread.run(() -> barrier(region).await()));
        }
        join(last);
    }

    private static void meetAndReset(Region region, Random random) throws InterruptedException {
        ShmBarrier barrier = barrier(region);
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                barrier.await(random.nextInt(2_000), TimeUnit.MICROSECONDS);
            } catch (TimeoutException | BrokenBarrierException e) {
                barrier.reset();
            }
        }
    }

    private static ShmBarrier barrier(Region region) {
        ShmLong actions = region.longValue("actions");
        return region.barrier("barrier", PARTIES, actions::incrementAndGet);
    }

    private static List<TestThread<Boolean>> startThreads(String path, long seed, Part part) {
        Region region = Workspace.attach(path);
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS / 2; i++) {
            Random random = new Random(seed * THREADS + i);
            threads.add(TestThread.run(() -> part.take(region, random)));
        }
        return threads;
    }

    private static void join(List<TestThread<Boolean>> threads) throws Exception {
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
    }
}
