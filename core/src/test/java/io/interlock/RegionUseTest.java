package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.process.JvmProcess;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Await;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process uses a region until it closes it or ends, whatever else it does with the region's file; and it is told so everywhere. */
@Timeout(120) // watchdog
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class RegionUseTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Path path = workspace.path();

    private static Region openPassing(Path path) {
        return Region.builder(path).capacity(8192).unlinkWhenUnused().open();
    }

    /** What programs do with files: each closes a descriptor of it. */
    private static void readAndCopy(Path path) {
        try {
            Path copy = path.resolveSibling("copy");
            Files.copy(path, copy);
            Files.delete(copy);
            assertThat(Files.readAllBytes(path)).isNotEmpty();
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    .close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readingItsRegionsFileDoesNotMakeAProcessInvisible() throws Exception {
        Region region = openPassing(path);
        ShmLock lock = region.lock("l", OnOwnerDeath.HAND_OVER);
        lock.lock();
        readAndCopy(path);
        String file = path.toString();
        workspace.start(() -> requireHeld(Path.of(file))).join();
        assertThat(path).exists();
        assertThat(RegionInfo.of(path).orElseThrow().use()).isEqualTo(RegionInfo.Use.IN_USE);
        assertThat(lock.abandonedCount()).isZero();
        lock.unlock();
        region.close();
        assertThat(path).doesNotExist();
    }

    private static void requireHeld(Path path) throws InterruptedException {
        assertThat(RegionInfo.of(path).orElseThrow().use()).isEqualTo(RegionInfo.Use.IN_USE);
        assertThat(Region.unlinkUnused(path)).isFalse();
        for (int i = 0; i < 2; i++) {
            try (Region own = Region.open(path)) {
                ShmLock lock = own.lock("l", OnOwnerDeath.HAND_OVER);
                assertThat(lock.tryLock(200, TimeUnit.MILLISECONDS))
                        .as("a held lock")
                        .isFalse();
            }
            assertThat(path).exists();
        }
    }

    /** No thread of the child has a slot of its own. */
    @Test
    void aProcessThatHasOnlyOpenedTheRegionIsSeenAfterItHasReadTheFile() {
        JvmProcess child = reader();
        assertThat(RegionInfo.of(path).orElseThrow().use()).isEqualTo(RegionInfo.Use.IN_USE);
        assertThat(Region.unlinkUnused(path)).isFalse();
        openPassing(path).close();
        assertThat(path).exists();
        Workspace.kill(child);
        Await.until("nobody uses it", () -> RegionInfo.of(path).orElseThrow().use() == RegionInfo.Use.UNUSED);
        assertThat(Region.unlinkUnused(path)).isTrue();
    }

    private JvmProcess reader() {
        String file = path.toString();
        Region meeting = workspace.open(workspace.path("meeting"));
        String other = meeting.path().toString();
        JvmProcess child = workspace.start(() -> {
            Region own = openPassing(Path.of(file));
            readAndCopy(own.path());
            Workspace.attach(other).event("opened").set();
            Await.until("it is killed", own::isClosed);
        });
        Await.until("the child has it open", () -> meeting.event("opened").isSet());
        return child;
    }

    @Test
    void aKilledProcessThatHasReadTheFileIsSeenDead() {
        String file = path.toString();
        Region region = workspace.open();
        ShmLock lock = region.lock("l", OnOwnerDeath.HAND_OVER);
        JvmProcess child = workspace.start(() -> {
            Region own = Workspace.attach(file);
            own.lock("l", OnOwnerDeath.HAND_OVER).lock();
            readAndCopy(own.path());
            own.event("held").set();
            Await.until("it is killed", own::isClosed);
        });
        Await.until("the child holds the lock", () -> region.event("held").isSet());
        assertThat(lock.tryLock()).isFalse();
        Workspace.kill(child);
        lock.lock();
        assertThat(lock.abandonedCount()).isEqualTo(1);
        lock.unlock();
    }

    @Test
    void aThreadThatEndsInAProcessThatHasReadTheFileIsSeenDead() throws Exception {
        Region region = workspace.open();
        ShmLock lock = region.lock("l", OnOwnerDeath.HAND_OVER);
        Thread holder = new Thread(lock::lock);
        holder.start();
        holder.join();
        readAndCopy(path);
        String file = path.toString();
        workspace
                .start(() -> {
                    Region own = Workspace.attach(file);
                    if (!own.lock("l", OnOwnerDeath.HAND_OVER).tryLock(30, TimeUnit.SECONDS)) {
                        throw new IllegalStateException("a dead thread has the lock");
                    }
                })
                .join();
        assertThat(lock.abandonedCount()).isEqualTo(1);
    }

    @Test
    void theThreadsOfAPoolDoNotKeepARegionThatTheirProcessHasClosed() throws Exception {
        Region region = openPassing(path);
        CountDownLatch used = new CountDownLatch(1);
        Thread pooled = new Thread(() -> {
            region.lock("l").lock();
            region.lock("l").unlock();
            used.countDown();
            Await.until("the region is gone", () -> Files.notExists(path));
        });
        pooled.start();
        used.await();
        region.close();
        assertThat(path).doesNotExist();
        pooled.join();
    }

    @Test
    void unlinkingAHardLinkRemovesThatNameAlone() throws IOException {
        Region region = workspace.open();
        Path link = Files.createLink(workspace.path("link"), path);
        assertThat(Region.unlink(link)).isTrue();
        assertThat(link).doesNotExist();
        assertThat(path).exists();
        assertThat(region.isUnlinked()).isFalse();

        Files.createLink(link, path);
        try (Region byLink = Region.open(link)) {
            assertThat(byLink.path()).isEqualTo(link);
            assertThat(byLink.unlink()).isTrue();
            assertThat(byLink.isUnlinked()).isTrue();
            assertThat(byLink.unlink()).isFalse();
        }
        assertThat(link).doesNotExist();
        assertThat(path).exists();
        assertThat(region.isUnlinked()).isFalse();
        assertThat(region.unlink()).isTrue();
        assertThat(region.isUnlinked()).isTrue();
    }

    @Test
    void unlinkingAHardLinkFromElsewhereRemovesThatNameAlone() throws Exception {
        Region region = workspace.open();
        Path link = Files.createLink(workspace.path("link"), path);
        String name = link.toString();
        workspace.start(() -> assertThat(Region.unlink(Path.of(name))).isTrue()).join();
        assertThat(link).doesNotExist();
        assertThat(path).exists();
        assertThat(region.isUnlinked()).isFalse();
    }

    @Test
    void unlinkingASymbolicLinkIsRefused() throws IOException {
        workspace.open();
        Path link = Files.createSymbolicLink(workspace.path("link"), path);
        assertThatThrownBy(() -> Region.unlink(link)).isInstanceOf(RegionAccessException.class);
        assertThat(path).exists();
        Files.delete(link);
    }

    @Test
    void aRegionWhoseFileWasRemovedByOtherMeansIsUnlinked() throws IOException {
        Region region = workspace.open();
        Files.delete(path);
        assertThat(region.isUnlinked()).isTrue();
        assertThat(region.unlink()).isFalse();
        assertThatThrownBy(() -> JvmProcess.start(() -> region.longValue("n").get()))
                .hasStackTraceContaining("unlinked");
        Files.writeString(path, "somebody else's");
        assertThat(region.isUnlinked()).isTrue();
        assertThat(region.unlink()).isFalse();
        assertThat(path).exists();
    }

    @Test
    void aRegionThatWasCreatedAnewUnderTheNameIsAnotherOne() throws IOException {
        Region old = workspace.open();
        Files.delete(path);
        Region next = workspace.open();
        next.longValue("n").set(1);
        assertThat(old.longValue("n").get()).isZero();
        assertThat(old.isUnlinked()).isTrue();
        assertThat(next.isUnlinked()).isFalse();
        assertThat(old.unlink()).isFalse();
        assertThat(next.unlink()).isTrue();
    }

    @Test
    void aRenamedRegionIsUnlinkedUnderItsNewName() throws IOException {
        Region region = openPassing(path);
        Path renamed = Files.move(path, workspace.path("renamed"));
        assertThat(region.isUnlinked()).isTrue();
        assertThat(region.unlink()).isFalse();
        assertThat(renamed).exists();
        assertThat(Region.unlink(renamed)).isTrue();
        assertThat(renamed).doesNotExist();
        region.close();
    }
}
