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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random bytes in the memory of a map, its pages and the page table, lead to exceptions or wrong values, and never end the
 * process, nor hold it for ever. In a process of its own, so that its end would show.
 */
class MapDamageTest {

    private static final int ROUNDS = 300;
    private static final int CAPACITY_BYTES = 256 * 1024;
    private static final int HEAP = 4096 + 16_384 * 128;
    private static final int KEYS = 60;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(180) // watchdog against an endless loop
    void randomBytesAreUsedOrRefused() throws Exception {
        Region region = workspace.open(workspace.path("results"));
        ShmLong refused = region.longValue("refused");
        ShmLong rounds = region.longValue("rounds");
        long seed = Long.getLong("interlock.test.seed", System.nanoTime());
        String directory = workspace.directory().toString();
        workspace.path("whole");
        workspace.path("damaged");
        JvmProcess child = workspace.start(() -> damageAndUse(Path.of(directory), new Random(seed)), "-Xmx256m");
        try {
            child.join();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed=" + seed + " round=" + rounds.get(), e);
        }
        assertThat(rounds.get()).isEqualTo(ROUNDS);
        assertThat(refused.get()).as("seed=" + seed).isBetween(1L, ROUNDS - 1L);
    }

    private static void damageAndUse(Path directory, Random random) throws IOException {
        Region results = Workspace.attach(directory.resolve("results").toString());
        Path whole = directory.resolve("whole");
        try (Region region = Region.builder(whole).capacity(CAPACITY_BYTES).open()) {
            fill(region, random);
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int round = 0; round < ROUNDS; round++) {
            Path damaged = directory.resolve("damaged");
            Files.write(damaged, bytes);
            damage(damaged, random);
            try (Region region = Region.builder(damaged).mode(OpenMode.OPEN).open()) {
                use(region, random);
            } catch (RegionException e) {
                results.longValue("refused").incrementAndGet();
            }
            results.longValue("rounds").incrementAndGet();
            Files.delete(damaged);
        }
    }

    private static void fill(Region region, Random random) {
        ShmMap<Integer, byte[]> map = map(region);
        for (int i = 0; i < 5 * KEYS; i++) {
            map.put(random.nextInt(KEYS), new byte[random.nextInt(2_000)]);
        }
        map.put(KEYS, new byte[20_000]);
    }

    private static ShmMap<Integer, byte[]> map(Region region) {
        return region.map("map", Codecs.int32(), Codecs.bytes());
    }

    private static void damage(Path path, Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            int changes = 1 + random.nextInt(40);
            for (int i = 0; i < changes; i++) {
                // The map's words and the page table are small beside its pages, and matter more.
                int tableBytes = 4_096;
                long at = switch (random.nextInt(4)) {
                    case 0 -> HEAP + random.nextInt(2_048);
                    case 1 -> file.length() - tableBytes + random.nextInt(1_024);
                    default -> HEAP + random.nextInt((int) (file.length() - HEAP));
                };
                file.seek(at & -Long.BYTES);
                file.write(ByteBuffer.allocate(Long.BYTES)
                        .putLong(random.nextBoolean() ? random.nextLong() : random.nextInt(100_000))
                        .array());
            }
        }
    }

    private static void use(Region region, Random random) {
        ShmMap<Integer, byte[]> map = map(region);
        RegionException[] last = new RegionException[1];
        for (int i = 0; i < 400; i++) {
            int key = random.nextInt(KEYS + 1);
            try {
                switch (random.nextInt(8)) {
                    case 0 -> map.put(key, new byte[random.nextInt(3_000)]);
                    case 1 -> map.remove(key);
                    case 2 -> map.forEach((k, value) -> {});
                    case 3 -> map.getWith(key, view -> view.get(view.limit() - 1));
                    case 4 -> map.putIfAbsent(key, new byte[map.size() % 100]);
                    case 5 -> map.verify();
                    case 6 -> map.compute(key, (k, value) -> value);
                    default -> map.get(key);
                }
            } catch (RegionException e) {
                last[0] = e;
            } catch (IndexOutOfBoundsException e) {
                // Of an empty view, from the function above.
                requireFromFunction(e);
            }
        }
        if (last[0] != null) {
            throw last[0];
        }
    }

    private static void requireFromFunction(IndexOutOfBoundsException e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("io.interlock.")) {
                if (!frame.getClassName().contains("MapDamageTest")) {
                    throw e;
                }
                return;
            }
        }
    }
}
