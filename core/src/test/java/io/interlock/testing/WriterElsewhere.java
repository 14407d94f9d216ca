package io.interlock.testing;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmEvent;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Calls the methods of a collection in random order while another JVM changes it. Each call checks its own result; a writer that
 * finds one of its changes lost throws, which fails the test too.
 */
public final class WriterElsewhere {

    private static final String STARTED = "the writer writes";
    private static final String STOP = "stop the writer";
    private static final int CALLS_PER_LOOK = 50;

    private WriterElsewhere() {}

    /** One round of changes, in the writer's JVM. */
    @FunctionalInterface
    public interface Round extends Serializable {
        void run(Region region, long number) throws Exception;
    }

    /** A call of the collection, with the check of its result. */
    @FunctionalInterface
    public interface Call {
        void run(Random random) throws Exception;
    }

    /**
     * Makes random calls while a process elsewhere writes, until the time is over.
     *
     * @param calls by their names, for messages
     */
    public static void play(Workspace workspace, Round writer, Map<String, Call> calls, Duration time)
            throws Exception {
        long seed = Long.getLong("interlock.seed", System.nanoTime());
        String path = workspace.path().toString();
        Region region = workspace.open();
        ShmEvent stop = region.event(STOP);
        ShmEvent started = region.event(STARTED);
        JvmProcess child = workspace.start(() -> writeUntilStopped(path, writer));
        Await.until("the writer writes", () -> started.isSet() || !child.isAlive());
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(calls.keySet());
        long endNs = System.nanoTime() + time.toNanos();
        try {
            do {
                for (int i = 0; i < CALLS_PER_LOOK; i++) {
                    run(names.get(random.nextInt(names.size())), calls, random, seed);
                }
            } while (System.nanoTime() - endNs < 0 && child.isAlive());
        } finally {
            stop.set();
        }
        child.join();
    }

    private static void run(String name, Map<String, Call> calls, Random random, long seed) {
        try {
            Objects.requireNonNull(calls.get(name), name).run(random);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("call=" + name + " -Dinterlock.seed=" + seed + ": " + e, e);
        }
    }

    private static void writeUntilStopped(String path, Round writer) {
        try (Region region = Workspace.attach(path)) {
            ShmEvent stop = region.event(STOP);
            for (long number = 0; !stop.isSet(); number++) {
                writer.run(region, number);
                if (number == 0) {
                    region.event(STARTED).set();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
