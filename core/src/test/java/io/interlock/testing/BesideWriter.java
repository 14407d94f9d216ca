package io.interlock.testing;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.value.ShmLong;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Calls methods of a collection in random order while another process changes the collection. Both sides draw from one seed, which a
 * failure names; {@code -Dinterlock.seed} repeats it.
 */
public final class BesideWriter {

    private static final String DONE = "writer is done";

    private final long seed = Long.getLong("interlock.seed", System.nanoTime());

    /** The other process's work: makes so many changes; deterministic, so that the test can compute what must be left. */
    @FunctionalInterface
    public interface Writer extends Serializable {
        void write(Region region, Random random, int changes);
    }

    /** The seed of what the writer draws. */
    public long seed() {
        return seed;
    }

    /**
     * Runs until the writer has made its changes.
     *
     * @param calls each by its name, which a failure tells; they check what they get
     */
    public void run(Workspace workspace, Region region, Writer writer, int changes, Map<String, Consumer<Random>> calls)
            throws Exception {
        String path = workspace.path().toString();
        long writerSeed = seed;
        JvmProcess process = workspace.start(() -> {
            Region same = Workspace.attach(path);
            try {
                writer.write(same, new Random(writerSeed), changes);
            } finally {
                same.longValue(DONE).set(1);
            }
        });
        ShmLong done = region.longValue(DONE);
        List<Map.Entry<String, Consumer<Random>>> all = List.copyOf(calls.entrySet());
        Random random = new Random(~seed);
        for (int i = 0; done.get() == 0 || i < all.size(); i++) {
            // Each once, whatever the seed.
            var call = all.get(i < all.size() ? i : random.nextInt(all.size()));
            try {
                call.getValue().accept(random);
            } catch (Throwable e) {
                throw new AssertionError(call.getKey() + ", call " + i + ", -Dinterlock.seed=" + seed, e);
            }
        }
        process.join();
    }
}
