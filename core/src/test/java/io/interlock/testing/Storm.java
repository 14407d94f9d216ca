package io.interlock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.value.ShmLong;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code kill -9} of random processes that use one primitive under load: each survivor goes on, what the scenario promises
 * holds, and the dead leave nothing behind.
 */
public final class Storm {

    public static final int WORKERS = 4;

    /** How many kills a storm of a usual build has. */
    public static final int KILLS = Integer.getInteger("interlock.kills", 25);

    /** How many one has in profile {@code stress}. */
    public static final int MANY_KILLS = Integer.getInteger("interlock.manyKills", 1_000);

    /** A storm can be run alone: a regular expression that is found in its name. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("interlock.storm", ""));

    /** Each incarnation that is alive at the end has done this much: also after few kills there is something to check. */
    private static final int ROUNDS_OF_EACH = 50;

    private static final int SLOTS_BACKED_OFFSET = 192;
    private static final int SLOTS_AT_ONCE = 64;
    private static final int KILLED = 128 + 9;
    private static final long BETWEEN_ROUNDS = 0;
    private static final long IN_ROUND = 1;
    private static final long WATCHDOG_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_EVERY_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final String SMALL_HEAP = "-Xmx32m";

    private final Workspace workspace;
    private final StormScenario scenario;
    private final Region region;
    private final ShmLong pause;
    private final JvmProcess[] workers = new JvmProcess[WORKERS];
    private final long[] roundsAtStart = new long[WORKERS];
    private final long seed = Long.getLong("interlock.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    /** Starts the workers. */
    public Storm(Workspace workspace, Region region, StormScenario scenario) {
        this.workspace = workspace;
        this.scenario = scenario;
        this.region = region;
        this.pause = region.longValue("storm pause");
        scenario.create(region);
        for (int i = 0; i < WORKERS; i++) {
            startWorker(i);
        }
    }

    /** Those of all scenarios of some enums that {@code -Dinterlock.storm=REGEX} leaves. */
    public static Stream<StormScenario> chosenOf(StormScenario[]... scenarios) {
        return Stream.of(scenarios)
                .flatMap(Stream::of)
                .filter(scenario -> ONLY.matcher(scenario.toString()).find());
    }

    /** A whole storm in a region of its own. */
    public static void run(Workspace workspace, StormScenario scenario, int kills) throws Exception {
        Region region = workspace.keep(Region.builder(workspace.path())
                .capacity(scenario.capacityBytes())
                .mode(OpenMode.CREATE)
                .open());
        new Storm(workspace, region, scenario).kill(kills);
    }

    /** A whole storm of that many kills. */
    public void kill(int kills) throws Exception {
        System.out.printf("storm of %d kills on %s, seed %d%n", kills, scenario, seed);
        for (int kill = 0; kill < kills; kill++) {
            awaitRounds(random.nextInt(1, scenario.roundsBetweenKills()));
            killOne(random.nextInt(WORKERS));
        }
        for (int i = 0; i < WORKERS; i++) {
            int worker = i;
            await(
                    "worker " + i + " does its part",
                    () -> rounds(region, worker).get() >= roundsAtStart[worker] + ROUNDS_OF_EACH);
        }
        end();
        assertThat(violations(region).get()).as("violations, seed %d", seed).isZero();
        scenario.check(region, kills);
        assertThat(region.verify()).as("memory accounted for, seed %d", seed).isEmpty();
        assertThat(slotsBacked()).as("slots of the dead are used again").isLessThanOrEqualTo(SLOTS_AT_ONCE);
    }

    /** For a worker that has seen what must not be. */
    public static ShmLong violations(Region region) {
        return region.longValue("storm violations");
    }

    /** Not 0 once the storm is over: for a worker that waits for others which may be gone. */
    public static ShmLong stop(Region region) {
        return region.longValue("storm stop");
    }

    /** How many rounds all incarnations of this worker have completed. */
    public static ShmLong rounds(Region region, int worker) {
        return region.longValue("storm rounds " + worker);
    }

    public static long rounds(Region region) {
        long rounds = 0;
        for (int i = 0; i < WORKERS; i++) {
            rounds += rounds(region, i).get();
        }
        return rounds;
    }

    /** Returns when the workers have completed so many more rounds. */
    public void awaitRounds(long more) throws InterruptedException {
        long target = rounds(region) + more;
        await("more rounds", () -> rounds(region) >= target);
    }

    /** Keeps the processor busy for this time. */
    public static void spin(long ns) {
        long endNs = System.nanoTime() + ns;
        while (System.nanoTime() - endNs < 0) {
            Thread.onSpinWait();
        }
    }

    private void killOne(int victim) throws InterruptedException {
        if (scenario.needsAll()) {
            for (int i = 0; i < WORKERS; i++) {
                int worker = i;
                await("worker " + i + " has begun", () -> rounds(region, worker).get() > roundsAtStart[worker]);
            }
        }
        long[] before = new long[WORKERS];
        scenario.beforeDeath(region, victim);
        workers[victim].kill();
        await("the victim is dead", () -> !workers[victim].isAlive());
        assertThat(workers[victim].exitCode()).isEqualTo(KILLED);
        place(region, victim).set(BETWEEN_ROUNDS);
        for (int i = 0; i < WORKERS; i++) {
            before[i] = rounds(region, i).get();
        }
        if (scenario.accountsForTheDead()) {
            accountFor(victim);
        }
        startWorker(victim);
        for (int i = 0; i < WORKERS; i++) {
            int worker = i;
            await(
                    "worker " + i + " goes on",
                    () -> worker == victim || rounds(region, worker).get() > before[worker]);
        }
    }

    private void accountFor(int victim) throws InterruptedException {
        pause.set(1);
        for (int i = 0; i < WORKERS; i++) {
            int worker = i;
            await("worker " + i + " pauses", () -> place(region, worker).get() != IN_ROUND);
        }
        scenario.afterDeath(region, victim);
        pause.set(0);
    }

    private void end() throws InterruptedException {
        stop(region).set(1);
        for (JvmProcess worker : workers) {
            await("a worker ends", () -> {
                scenario.letOut(region);
                return !worker.isAlive();
            });
            worker.join();
        }
    }

    private void startWorker(int index) {
        String path = region.path().toString();
        StormScenario theirs = scenario;
        long workerSeed = random.nextLong();
        roundsAtStart[index] = rounds(region, index).get();
        workers[index] = workspace.start(() -> work(path, theirs, index, workerSeed), SMALL_HEAP);
    }

    /** The child's task. */
    private static void work(String path, StormScenario scenario, int index, long seed) throws Exception {
        try (Region region = Workspace.attach(path)) {
            StormScenario.Round round = scenario.worker(region, index, new SplittableRandom(seed));
            ShmLong stop = stop(region);
            ShmLong pause = region.longValue("storm pause");
            ShmLong place = place(region, index);
            ShmLong completed = rounds(region, index);
            while (stop.get() == 0) {
                place.set(IN_ROUND);
                // After the store: the pausing thread sees this worker in its round, or this worker sees the pause.
                if (pause.get() != 0) {
                    place.set(BETWEEN_ROUNDS);
                    LockSupport.parkNanos(LOOK_EVERY_NS);
                    continue;
                }
                round.run();
                completed.set(completed.getPlain() + 1);
            }
        }
    }

    private static ShmLong place(Region region, int worker) {
        return region.longValue("storm place " + worker);
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            for (JvmProcess worker : workers) {
                if (!worker.isAlive() && worker.exitCode() != KILLED) {
                    worker.join();
                }
            }
            if (System.nanoTime() - startNs > WATCHDOG_NS) {
                throw new AssertionError("still not: " + what + ", seed " + seed);
            }
            // Not spinning: the workers need both processors of a small machine.
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    private int slotsBacked() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(region.path().toFile(), "r")) {
            byte[] word = new byte[Integer.BYTES];
            file.seek(SLOTS_BACKED_OFFSET);
            file.readFully(word);
            return ByteBuffer.wrap(word).order(ByteOrder.nativeOrder()).getInt();
        }
    }
}
