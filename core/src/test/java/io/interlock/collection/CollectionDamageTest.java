package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.RegionException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random bytes in any part of a region that collections use (the pool's words in the header, the entries, the pages, the page
 * table), written before it is opened and while it is used, lead to exceptions or wrong values, and never end the process, fill
 * its memory, nor hold it for ever. In a process of its own, so that its end would show.
 */
@Tag("exhaustive")
class CollectionDamageTest {

    private static final int ROUNDS = Integer.getInteger("interlock.rounds", 300);
    private static final int MANY_ROUNDS = 10_000;
    private static final int CAPACITY_BYTES = 256 * 1024;
    private static final int POOL = 2_048;
    private static final int POOL_END = POOL + 384;
    private static final int DIRECTORY = 4096 + 16_384 * 128;
    private static final int USES = 400;
    private static final int MAX_FAILURES = 10;
    private static final int FRAMES_THAT_TELL = 4;

    /** One use in {@value} finds the region damaged once more. */
    private static final int DAMAGED_AGAIN_ONCE_IN = 200;

    /** The functions of its uses, and a collection's own answers. */
    private static final Set<String> EXPECTED_FROM = Set.of(
            "DamagedCollection",
            "ShmList",
            "WholeList",
            "ShmNamespace",
            "QueueState",
            "TaskCounter",
            "BiasedLock",
            "EndOwnership");

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @ParameterizedTest
    @EnumSource
    @Timeout(180) // watchdog against an endless loop
    void randomBytesAreUsedOrRefused(DamagedCollection subject) throws Exception {
        use(subject, ROUNDS);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource
    @Timeout(3_600) // watchdog against an endless loop
    void manyRandomBytesAreUsedOrRefused(DamagedCollection subject) throws Exception {
        use(subject, MANY_ROUNDS);
    }

    private void use(DamagedCollection subject, int times) throws Exception {
        Region region = workspace.open(workspace.path("results"));
        ShmLong refused = region.longValue("refused");
        ShmLong rounds = region.longValue("rounds");
        long seed = Long.getLong("interlock.test.seed", System.nanoTime());
        String directory = workspace.directory().toString();
        workspace.path("whole");
        workspace.path("damaged");
        JvmProcess child =
                workspace.start(() -> damageAndUse(subject, times, Path.of(directory), new Random(seed)), "-Xmx256m");
        try {
            child.join();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed=" + seed + " round=" + rounds.get(), e);
        }
        assertThat(rounds.get()).isEqualTo(times);
        assertThat(refused.get()).as("seed=" + seed).isBetween(1L, times - 1L);
    }

    private static void damageAndUse(DamagedCollection subject, int times, Path directory, Random random)
            throws IOException, InterruptedException {
        Region results = Workspace.attach(directory.resolve("results").toString());
        Path whole = directory.resolve("whole");
        try (Region region = Region.builder(whole).capacity(CAPACITY_BYTES).open()) {
            subject.fill(region, random);
        }
        byte[] bytes = Files.readAllBytes(whole);
        Map<List<Object>, Throwable> failures = new LinkedHashMap<>();
        for (int round = 0; round < times; round++) {
            Path damaged = directory.resolve("damaged");
            Files.write(damaged, bytes);
            damage(damaged, 1 + random.nextInt(40), random);
            try (Region region = Region.builder(damaged).mode(OpenMode.OPEN).open()) {
                use(subject, region, damaged, random);
            } catch (RegionException e) {
                results.longValue("refused").incrementAndGet();
            } catch (RuntimeException | Error e) {
                // And go on: there may be others.
                failures.putIfAbsent(kindOf(e), new AssertionError("round=" + round, e));
            }
            results.longValue("rounds").incrementAndGet();
            Files.delete(damaged);
            if (failures.size() == MAX_FAILURES) {
                break;
            }
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(failures.size() + " kinds of failures");
            failures.values().forEach(all::addSuppressed);
            throw all;
        }
    }

    /** The same for what comes from the same place. */
    private static List<Object> kindOf(Throwable e) {
        List<Object> kind = new ArrayList<>(List.of(e.getClass()));
        Arrays.stream(e.getStackTrace()).limit(FRAMES_THAT_TELL).forEach(kind::add);
        return kind;
    }

    private static void damage(Path path, int changes, Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < changes; i++) {
                // The words of pool and collection, and the page table, are small beside the pages, and matter more.
                int tableBytes = 4_096;
                long at = switch (random.nextInt(8)) {
                    case 0, 1 -> DIRECTORY + random.nextInt(2_048);
                    case 2, 3 -> file.length() - tableBytes + random.nextInt(1_024);
                    case 4 -> POOL + random.nextInt(POOL_END - POOL);
                    default -> DIRECTORY + random.nextInt((int) (file.length() - DIRECTORY));
                };
                change(file, at & -Long.BYTES, random);
            }
        }
    }

    private static void change(RandomAccessFile file, long at, Random random) throws IOException {
        ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        file.seek(at);
        file.readFully(word.array());
        switch (random.nextInt(4)) {
            case 0 -> word.putLong(0, random.nextLong());
            case 1 -> word.putLong(0, random.nextInt(100_000));
            case 2 -> word.put(random.nextInt(Long.BYTES), (byte) random.nextInt());
            // What is nearly right passes more checks.
            default -> word.putLong(0, word.getLong(0) ^ (1L << random.nextInt(Long.SIZE)));
        }
        file.seek(at);
        file.write(word.array());
    }

    private static void use(DamagedCollection subject, Region region, Path path, Random random)
            throws IOException, InterruptedException {
        RegionException[] last = new RegionException[1];
        for (int i = 0; i < USES; i++) {
            if (random.nextInt(DAMAGED_AGAIN_ONCE_IN) == 0) {
                damage(path, 1, random);
            }
            try {
                if (random.nextInt(USES / 4) == 0) {
                    region.verify();
                } else {
                    subject.use(region, random);
                }
            } catch (RegionException e) {
                last[0] = e;
            } catch (IndexOutOfBoundsException | NoSuchElementException e) {
                // Of an empty view, or of a list that is shorter than it was.
                requireFromFunction(e);
            }
        }
        if (last[0] != null) {
            throw last[0];
        }
    }

    static void requireFromFunction(RuntimeException e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("io.interlock.")) {
                if (!EXPECTED_FROM.contains(simpleName(frame))) {
                    throw e;
                }
                return;
            }
        }
    }

    private static String simpleName(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("[$].*", "");
    }
}
