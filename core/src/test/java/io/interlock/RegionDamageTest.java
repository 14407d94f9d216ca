package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.sync.ShmLock;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A damaged file is used or refused, and never ends the process. Not damaged here: the C library's mutexes, see {@link
 * SlotDamageTest}.
 */
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class RegionDamageTest {

    private static final int ROUNDS = 400;
    private static final int MUTEX_FROM = 128;
    private static final int MUTEX_TO = 192;
    private static final int HEADER_END = 216;
    private static final int DIRECTORY = 4096 + 16_384 * 128;
    private static final int DIRECTORY_END = DIRECTORY + 2048;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    void randomBytesInHeaderAndEntriesAreUsedOrRefused() throws Exception {
        long seed = Long.getLong("interlock.test.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] whole = wholeRegion();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path file = workspace.path("damaged");
            Files.write(file, whole);
            damage(file, random);
            try {
                use(file);
            } catch (RegionException | OwnerDiedException e) {
                refused++;
                assertThat(e).hasMessageContaining("region=" + file);
            } catch (Throwable e) {
                throw new AssertionError("seed=" + seed + " round=" + round, e);
            }
            // A damaged header may say that the last user removes it.
            Files.deleteIfExists(file);
        }
        assertThat(refused).as("seed=" + seed).isBetween(1, ROUNDS - 1);
    }

    private byte[] wholeRegion() throws Exception {
        TestThread.elsewhere(() -> {
            try (Region region = Region.builder(workspace.path()).capacity(8192).open()) {
                region.longValue("a number").set(1);
                region.lock("a lock").tryLock();
                region.lock("a lock").unlock();
            }
        });
        return Files.readAllBytes(workspace.path());
    }

    private static void damage(Path path, Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            int bytes = 1 + random.nextInt(8);
            for (int i = 0; i < bytes; i++) {
                int at = random.nextBoolean()
                        ? random.nextInt(HEADER_END)
                        : DIRECTORY + random.nextInt(DIRECTORY_END - DIRECTORY);
                if (at < MUTEX_FROM || at >= MUTEX_TO) {
                    file.seek(at);
                    // Small numbers pass more checks than large ones.
                    file.write(random.nextBoolean() ? random.nextInt() : random.nextInt(4));
                }
            }
        }
    }

    private static void use(Path path) throws Exception {
        RuntimeException[] failure = new RuntimeException[1];
        TestThread.elsewhere(() -> {
            try (Region region = Region.builder(path).mode(OpenMode.OPEN).open()) {
                region.longValue("a number").incrementAndGet();
                ShmLock lock = region.lock("a lock");
                lock.recover(() -> {});
                if (lock.tryLock(1, TimeUnit.MILLISECONDS)) {
                    lock.unlock();
                }
                region.longValue("a new number").incrementAndGet();
                region.lock("a new lock").tryLock();
            } catch (RuntimeException e) {
                failure[0] = e;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
    }
}
