package io.interlock.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.RegionException;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.region.RegionOptions;
import io.interlock.internal.thread.SlotsOfThread;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.process.JvmProcess;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.testing.Await;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is closed goes, also where pool threads have used it; and one thread may use many regions at once. */
@Timeout(300) // watchdog against a hang
@SuppressWarnings({"LockNotBeforeTry", "serial"
}) // nothing throws between; javac takes a package named internal for the JDK's own
class RegionsCloseTest {

    /** Mappings of closed files may wait for the garbage collector, so many at a time. */
    private static final int MAX_WAITING = 200;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    void whatPoolThreadsHaveUsedIsClosedAndGivesItsMemoryBack() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 400; round++) {
                Region region = Region.open(workspace.path("region"));
                pool.submit(() -> {
                            region.lock("lock").lock();
                            region.lock("lock").unlock();
                        })
                        .get();
                region.unlink();
                region.close();
            }
            Await.until("the descriptors are closed", () -> descriptors() < MAX_WAITING);
            Await.until("the mappings are undone", () -> mappings() < MAX_WAITING);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aPoolThreadGivesAClosedRegionUpWhenItNextUsesAnother() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Region other = workspace.open(workspace.path("other"))) {
            pool.submit(() -> use(other)).get();
            long before = descriptors();
            Region region = Region.open(workspace.path("region"));
            pool.submit(() -> use(region)).get();
            pool.submit(() -> use(other)).get();
            region.close();
            pool.submit(() -> use(other)).get();
            Await.until("its descriptor is closed", () -> descriptors() == before);
        } finally {
            pool.shutdown();
        }
    }

    private static void use(Region region) {
        region.lock("lock").lock();
        region.lock("lock").unlock();
    }

    @Test
    void manyRegionsOneAfterAnotherLeaveNothing() {
        openAndClose(400);
    }

    @Test
    @Tag("stress")
    void tenThousandRegionsOneAfterAnotherLeaveNothing() {
        openAndClose(10_000);
    }

    private void openAndClose(int rounds) {
        for (int round = 0; round < rounds; round++) {
            try (Region region =
                    Region.builder(workspace.path("region")).capacity(1 << 16).open()) {
                region.lock("lock").lock();
                region.lock("lock").unlock();
                region.unlink();
            }
        }
        Await.until("the descriptors are closed", () -> descriptors() < MAX_WAITING);
        Await.until("the mappings are undone", () -> mappings() < MAX_WAITING);
    }

    @Test
    @Tag("stress")
    void aThreadInAsManyRegionsAsItMayIsNoticedToDieInTheFirstAndInTheLast() {
        String first = workspace.path("region0").toString();
        int regions = 1_500;
        for (int i = 1; i < regions; i++) {
            workspace.path("region" + i);
        }
        JvmProcess child = workspace.start(() -> useMany(first, regions));
        Await.until(
                "it uses all",
                () -> Files.exists(Path.of(first.replace("region0", "region" + (regions - 1))))
                        && isLocked(first.replace("region0", "region" + (regions - 1))));
        Workspace.kill(child);
        for (int i : new int[] {0, regions - 1}) {
            try (Region region = Workspace.attach(first.replace("region0", "region" + i))) {
                assertThat(region.lock("lock", OnOwnerDeath.HAND_OVER).tryLock())
                        .isTrue();
            }
        }
    }

    private static boolean isLocked(String path) {
        try (Region region = Workspace.attach(path)) {
            return region.lock("lock", OnOwnerDeath.HAND_OVER).isLocked();
        }
    }

    private static void useMany(String first, int regions) {
        List<Region> all = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            Region region = Region.builder(Path.of(first.replace("region0", "region" + i)))
                    .capacity(1 << 16)
                    .open();
            region.lock("lock", OnOwnerDeath.HAND_OVER).lock();
            all.add(region);
        }
        Await.until("killed", () -> false);
        all.forEach(Region::close);
    }

    @Test
    void aThreadInMoreRegionsThanItMayIsRefused() {
        Attachment attachment =
                RegionFiles.open(new RegionOptions(workspace.open().path(), OpenMode.OPEN, 0, null));
        assumeTrue(
                attachment.file().mapping().protocol() != Protocol.PORTABLE,
                "only the kernel's list of mutexes has a limit");
        ThreadTable table = attachment.file().threads();
        Thread thread = new Thread(() -> {
            for (int i = 0; i < SlotsOfThread.MAX_REGIONS; i++) {
                SlotsOfThread.add(table);
            }
            assertThatThrownBy(table::current)
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("regions=" + SlotsOfThread.MAX_REGIONS);
        });
        Throwable[] failure = new Throwable[1];
        thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
        thread.start();
        Await.until("it has ended", () -> !thread.isAlive());
        assertThat(failure[0]).isNull();
        RegionFiles.close(attachment);
    }

    private static long descriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(fd -> linkOf(fd).contains("interlock-test-")).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String linkOf(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static long mappings() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("interlock-test-")).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
