package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} of random processes that write one collection, while others read it: the others go on, no completed change is
 * lost, none is seen half done, and no memory is lost.
 */
class CollectionStormTest {

    static final int WRITERS = 4;

    private static final int READERS = 2;
    private static final int KILLS = Integer.getInteger("interlock.kills", 25);
    private static final int MANY_KILLS = 1_000;
    private static final long CAPACITY_BYTES = 4 << 20;
    private static final String[] SMALL = {"-XX:+UseSerialGC", "-Xmx48m", "-XX:TieredStopAtLevel=1"};

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final JvmProcess[] workers = new JvmProcess[WRITERS + READERS];
    private final int[] killed = new int[workers.length];
    private final long seed = Long.getLong("interlock.test.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    /** What they work on. */
    enum Kind {
        MAP {
            @Override
            void prepare(Region region) {
                // An empty map will do.
            }

            @Override
            StormWorker worker(Region region, SplittableRandom random) {
                return new MapStormWorker(region, random);
            }
        },
        LIST {
            @Override
            void prepare(Region region) {
                ListStormWorker.prepare(region, WRITERS);
            }

            @Override
            StormWorker worker(Region region, SplittableRandom random) {
                return new ListStormWorker(region, random);
            }
        };

        abstract void prepare(Region region);

        abstract StormWorker worker(Region region, SplittableRandom random);
    }

    @AfterEach
    void stop() {
        for (JvmProcess worker : workers) {
            Workspace.kill(worker);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(300) // watchdog against a hang
    void survivesKillsOfRandomWorkers(Kind kind) throws Exception {
        storm(kind, KILLS);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource
    @Timeout(3_600) // watchdog against a hang
    void survivesAThousandKillsOfRandomWorkers(Kind kind) throws Exception {
        storm(kind, MANY_KILLS);
    }

    private void storm(Kind kind, int kills) throws Exception {
        Region region = workspace.keep(
                Region.builder(workspace.path()).capacity(CAPACITY_BYTES).open());
        kind.prepare(region);
        for (int i = 0; i < workers.length; i++) {
            start(kind, i);
        }
        ShmLong total = region.longValue(StormWorker.TOTAL);
        for (int kill = 0; kill < kills; kill++) {
            awaitProgress(total, random.nextInt(1, 5_000));
            int victim = random.nextInt(workers.length);
            Workspace.kill(workers[victim]);
            killed[victim]++;
            awaitProgress(total, 100);
            start(kind, victim);
        }
        region.longValue(StormWorker.STOP).set(1);
        for (JvmProcess worker : workers) {
            worker.join();
        }
        verify(region, kind.worker(region, random));
    }

    private void verify(Region region, StormWorker worker) {
        assertThat(worker.verify()).as("seed " + seed).isEmpty();
        assertThat(region.longValue(StormWorker.VIOLATIONS).get())
                .as("values that were not whole, seed " + seed)
                .isZero();
        for (int i = 0; i < WRITERS; i++) {
            long completed = region.longValue(StormWorker.completedBy(i)).get();
            assertThat(worker.countOf(i) - completed)
                    .as("rounds of writer " + i + " that it could not report, seed " + seed)
                    .isBetween(0L, (long) killed[i]);
        }
    }

    private void start(Kind kind, int index) {
        String path = workspace.path().toString();
        long workerSeed = random.nextLong();
        workers[index] = workspace.start(
                () -> {
                    try (Region mine = Workspace.attach(path)) {
                        StormWorker worker = kind.worker(mine, new SplittableRandom(workerSeed));
                        if (index < WRITERS) {
                            worker.write(index);
                        } else {
                            worker.read();
                        }
                    }
                },
                SMALL);
    }

    private static void awaitProgress(ShmLong total, long steps) {
        long target = total.get() + steps;
        while (total.get() < target) {
            // Not spinning: the workers need both processors of a small machine.
            LockSupport.parkNanos(50_000);
        }
    }
}
