package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of regions that are not opened: whole, in use, left, of another version, damaged. */
@Timeout(120) // watchdog: a damaged file must not keep anybody busy
class RegionInfoTest {

    private static final int ROUNDS = 500;
    private static final long MAGIC = 0x4b43_4c52_4554_4e49L;
    private static final int HEADER_END = 216;
    private static final int SLOTS = 4096;
    private static final int SLOTS_END = SLOTS + 2 * 128;
    private static final int DIRECTORY = 4096 + 16_384 * 128;
    private static final int DIRECTORY_END = DIRECTORY + 12 * 1024;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    void aRegionIsToldOfWithoutBeingOpened() throws Exception {
        TestThread.elsewhere(() -> {
            try (Region region = workspace.open()) {
                region.longValue("n").set(7);
                region.lock("lock").tryLock();
            }
        });
        RegionInfo info = info();
        assertThat(info.problem()).isEmpty();
        assertThat(info.use()).isEqualTo(RegionInfo.Use.UNUSED);
        RegionInfo.Details details = info.details().orElseThrow();
        assertThat(details.formatVersion()).isEqualTo(5);
        assertThat(details.capacityBytes()).isEqualTo(1 << 20);
        assertThat(details.backedBytes()).isBetween(12_000L, 100_000L);
        assertThat(details.creatorPid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(details.unlinkWhenUnused()).isFalse();
        assertThat(details.threads()).isEmpty();
        assertThat(details.processes()).isZero();
        // In the portable protocol the process that opened the region had a slot of its own.
        assertThat(details.endedThreads()).isEqualTo("false".equals(System.getProperty("interlock.native")) ? 2 : 1);
        assertThat(details.entries()).extracting(RegionEntry::kind).containsExactly("long", "lock");
        assertThat(details.entries().get(0).state()).containsEntry("value", 7L);
        assertThat(details.entries().get(1).state()).containsEntry("leftByDeadOwner", true);
    }

    @Test
    void itsUsersAreToldOf() {
        Region region = workspace.open();
        region.lock("lock").tryLock();
        RegionInfo info = info();
        assertThat(info.use()).isEqualTo(RegionInfo.Use.IN_USE);
        assertThat(info.details().orElseThrow().processes()).isEqualTo(1);
        assertThat(info.details().orElseThrow().entries()).isEqualTo(region.entries());
        region.lock("lock").unlock();
    }

    @Test
    void whoLivesIsToldOfInThePortableProtocolToo() {
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(
                () -> {
                    Region region = Region.open(Path.of(path));
                    region.lock("lock").lock();
                    Await.until("it is killed", region::isClosed);
                },
                "-Dinterlock.native=false");
        Await.until("the child has the lock", () -> lockState("locked"));
        assertThat(info().use()).isEqualTo(RegionInfo.Use.IN_USE);
        assertThat(info().details().orElseThrow().protocol()).isEqualTo("PORTABLE");
        assertThat(info().details().orElseThrow().threads())
                .extracting(RegionThread::pid)
                .containsOnly(child.pid());
        Workspace.kill(child);
        Await.until("its death is seen", () -> lockState("leftByDeadOwner"));
        assertThat(info().use()).isEqualTo(RegionInfo.Use.UNUSED);
    }

    private boolean lockState(String name) {
        return RegionInfo.of(workspace.path()).flatMap(RegionInfo::details).stream()
                .flatMap(details -> details.entries().stream())
                .anyMatch(entry -> Boolean.TRUE.equals(entry.state().get(name)));
    }

    @Test
    void aDirectoryIsListedWithoutItsOtherFiles() throws IOException {
        workspace.open(workspace.path("b")).close();
        workspace.open(workspace.path("a")).close();
        Files.writeString(workspace.path("text"), "no region");
        Files.createFile(workspace.path("empty"));
        Files.createDirectory(workspace.path("directory"));
        Files.createSymbolicLink(workspace.path("link"), workspace.path("a"));
        Files.copy(workspace.path("a"), workspace.path(".interlock-new-x"));
        assertThat(RegionInfo.list(workspace.directory()))
                .extracting(info -> info.path().getFileName().toString())
                .containsExactly("a", "b");
        assertThat(RegionInfo.of(workspace.path("text"))).isEmpty();
        assertThat(RegionInfo.of(workspace.path("nothing"))).isEmpty();
    }

    @Test
    void anotherVersionIsNamedAsSuch() throws IOException {
        workspace.open().close();
        write(8, new byte[] {9, 0, 0, 0});
        RegionInfo info = info();
        assertThat(info.details()).isEmpty();
        assertThat(info.use()).isEqualTo(RegionInfo.Use.UNUSED);
        assertThat(info.problem().orElseThrow()).contains("format expected=5 found=9");
    }

    @Test
    void aTruncatedRegionIsNamedAsSuch() throws IOException {
        workspace.open().close();
        try (RandomAccessFile file = new RandomAccessFile(workspace.path().toFile(), "rw")) {
            file.setLength(5000);
        }
        assertThat(info().problem().orElseThrow()).contains("truncated");
    }

    @Test
    void anEntryThatDoesNotFitIsToldOfAfterThoseThatDo() throws IOException {
        try (Region region = workspace.open()) {
            region.longValue("whole");
            region.longValue("damaged");
        }
        int second = DIRECTORY + 256;
        write(second, new byte[] {0, 0, 0, 0, 1});
        RegionInfo info = info();
        assertThat(info.problem().orElseThrow()).contains("offset=" + second).contains("damaged");
        assertThat(info.details().orElseThrow().entries())
                .extracting(RegionEntry::name)
                .containsExactly("whole");
    }

    @Test
    void randomBytesAreToldOfAndNeverFollowed() throws Exception {
        long seed = Long.getLong("interlock.test.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] whole = wholeRegion();
        int problems = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path path = workspace.path("damaged");
            byte[] damaged = whole.clone();
            damage(damaged, random);
            Files.write(path, damaged);
            try {
                problems += RegionInfo.of(path)
                        .map(info -> info.problem().isPresent() ? 1 : 0)
                        .orElse(1);
            } catch (Throwable e) {
                throw new AssertionError("seed=" + seed + " round=" + round, e);
            }
            assertThat(Files.readAllBytes(path)).as("seed=" + seed).isEqualTo(damaged);
        }
        assertThat(problems).as("seed=" + seed).isBetween(1, ROUNDS - 1);
    }

    @Test
    void aFileOfNothingButRandomBytesBehindTheMagicIsToldOf() throws IOException {
        byte[] bytes = new byte[DIRECTORY_END];
        new Random(1).nextBytes(bytes);
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(0, MAGIC);
        Files.write(workspace.path(), bytes);
        assertThat(info().problem()).isPresent();
    }

    private byte[] wholeRegion() throws Exception {
        TestThread.elsewhere(() -> {
            try (Region region =
                    Region.builder(workspace.path()).capacity(16 * 1024).open()) {
                region.longValue("a number").set(1);
                region.lock("a lock").tryLock();
                region.readWriteLock("rw").readLock().tryLock();
                region.barrier("b", 3).abort();
                region.semaphore("s", 1);
                region.event("e").set();
            }
        });
        return Files.readAllBytes(workspace.path());
    }

    private static void damage(byte[] region, Random random) {
        int bytes = 1 + random.nextInt(8);
        for (int i = 0; i < bytes; i++) {
            int at = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(HEADER_END);
                case 1 -> SLOTS + random.nextInt(SLOTS_END - SLOTS);
                default -> DIRECTORY + random.nextInt(DIRECTORY_END - DIRECTORY);
            };
            // Small numbers pass more checks than large ones.
            region[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(4));
        }
    }

    private RegionInfo info() {
        return RegionInfo.of(workspace.path()).orElseThrow();
    }

    private void write(int at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(workspace.path().toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }
}
