package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code kill -9} of random processes that write one map, while others read it: the others go on, no completed change is lost,
 * none is seen half done, and no memory is lost.
 */
class MapStormTest {

    private static final int WRITERS = 4;
    private static final int READERS = 2;
    private static final long CAPACITY_BYTES = 4 << 20;
    private static final String[] SMALL = {"-XX:+UseSerialGC", "-Xmx48m", "-XX:TieredStopAtLevel=1"};

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final JvmProcess[] workers = new JvmProcess[WRITERS + READERS];
    private final long seed = Long.getLong("interlock.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private Region region;
    private ShmLong total;

    @BeforeEach
    void start() {
        region = workspace.keep(
                Region.builder(workspace.path()).capacity(CAPACITY_BYTES).open());
        total = region.longValue(MapStormWorker.TOTAL);
        for (int i = 0; i < workers.length; i++) {
            startWorker(i);
        }
    }

    @AfterEach
    void stop() {
        for (JvmProcess worker : workers) {
            Workspace.kill(worker);
        }
    }

    @Test
    @Timeout(180) // watchdog against a hang
    void survivesKillsOfRandomWorkers() throws Exception {
        storm(25);
    }

    @Test
    @Tag("stress")
    @Timeout(3_600) // watchdog against a hang
    void survivesAThousandKillsOfRandomWorkers() throws Exception {
        storm(1_000);
    }

    private void storm(int kills) throws Exception {
        int[] killed = new int[workers.length];
        for (int kill = 0; kill < kills; kill++) {
            awaitProgress(random.nextInt(1, 5_000));
            int victim = random.nextInt(workers.length);
            Workspace.kill(workers[victim]);
            killed[victim]++;
            awaitProgress(100);
            startWorker(victim);
        }
        region.longValue(MapStormWorker.STOP).set(1);
        for (JvmProcess worker : workers) {
            worker.join();
        }
        ShmMap<String, byte[]> map = MapStormWorker.map(region);
        assertThat(map.verify()).as("seed " + seed).isEmpty();
        assertThat(region.longValue(MapStormWorker.VIOLATIONS).get())
                .as("seed " + seed)
                .isZero();
        for (int i = 0; i < WRITERS; i++) {
            long notReported = MapStormWorker.countOf(map, i)
                    - region.longValue(MapStormWorker.completedBy(i)).get();
            assertThat(notReported).as("worker " + i + " seed " + seed).isBetween(0L, (long) killed[i]);
        }
    }

    private void startWorker(int index) {
        String path = workspace.path().toString();
        long workerSeed = random.nextLong();
        workers[index] = workspace.start(
                () -> {
                    try (Region mine = Workspace.attach(path)) {
                        MapStormWorker worker = new MapStormWorker(mine, new SplittableRandom(workerSeed));
                        if (index < WRITERS) {
                            worker.write(index);
                        } else {
                            worker.read();
                        }
                    }
                },
                SMALL);
    }

    private void awaitProgress(long steps) {
        long target = total.get() + steps;
        while (total.get() < target) {
            // Not spinning: the workers need both processors of a small machine.
            LockSupport.parkNanos(50_000);
        }
    }
}
