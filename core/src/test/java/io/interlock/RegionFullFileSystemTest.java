package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.interlock.sync.ShmLock;
import io.interlock.testing.SmallFileSystem;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a full file system one gets an exception, never the end of the process; and can go on when there is room again. */
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class RegionFullFileSystemTest {

    private static final int FILE_SYSTEM_BYTES = 4 << 20;
    private static final int CAPACITY_BYTES = 1 << 20;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @RegisterExtension
    final SmallFileSystem small = new SmallFileSystem(FILE_SYSTEM_BYTES);

    private Path path = Path.of("");

    @BeforeEach
    void place() {
        path = small.directory().resolve("region");
    }

    @Test
    void aRegionThatFindsNoRoomIsNotCreated() throws IOException {
        small.fillUp();
        assertFull(this::open);
        assertThat(Files.exists(path)).isFalse();
        small.makeRoom();
        open().longValue("n").set(1);
    }

    @Test
    void primitivesAreRefusedWhenNoRoomIsLeftAndWorkAgainWhenThereIs() throws IOException {
        Region region = open();
        region.longValue("old").set(7);
        small.fillUp();
        List<String> names = new ArrayList<>();
        assertFull(() -> {
            for (int i = 0; ; i++) {
                region.longValue("n" + i).set(i);
                names.add("n" + i);
            }
        });
        assertThat(names).as("the rest of the extent").hasSizeGreaterThan(100);
        assertFull(() -> region.longValue("one more"));
        assertFull(() -> open().lock("one more"));
        assertThat(region.longValue("old").get()).isEqualTo(7);
        for (int i = 0; i < names.size(); i++) {
            assertThat(region.longValue(names.get(i)).get()).isEqualTo(i);
        }
        small.makeRoom();
        region.longValue("one more").set(8);
        assertThat(open().longValue("one more").get()).isEqualTo(8);
    }

    @Test
    void aThreadForWhomThereIsNoSlotIsRefusedAndServedWhenThereIsRoom() throws Exception {
        assumeFalse(
                "false".equals(System.getProperty("interlock.native")),
                "the portable protocol claims a slot when it opens");
        Region region = open();
        ShmLock lock = region.lock("lock");
        CountDownLatch end = new CountDownLatch(1);
        List<TestThread<Boolean>> living = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            CountDownLatch claimed = new CountDownLatch(1);
            living.add(TestThread.run(() -> {
                lock.lock();
                lock.unlock();
                claimed.countDown();
                end.await();
            }));
            claimed.await();
        }
        small.fillUp();
        TestThread.elsewhere(() -> assertFull(lock::lock));
        assertThat(lock.isLocked()).isFalse();
        small.makeRoom();
        TestThread.elsewhere(() -> {
            lock.lock();
            lock.unlock();
        });
        end.countDown();
        for (TestThread<Boolean> thread : living) {
            thread.join();
        }
    }

    @Test
    void theFirstThreadOfARegionIsRefusedWhenThereIsNoRoomForTheTable() throws Exception {
        assumeFalse(
                "false".equals(System.getProperty("interlock.native")),
                "the portable protocol claims a slot when it opens");
        Region region = open();
        ShmLock lock = region.lock("lock");
        small.fillUp();
        TestThread.elsewhere(() -> assertFull(lock::lock));
        small.makeRoom();
        TestThread.elsewhere(() -> {
            lock.lock();
            lock.unlock();
        });
    }

    private Region open() {
        return workspace.keep(Region.builder(path).capacity(CAPACITY_BYTES).open());
    }

    private void assertFull(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(RegionFullException.class)
                .hasMessageContaining("region=" + path)
                .hasMessageContaining("needed=")
                .hasMessageContaining("free=")
                .hasMessageContaining("--shm-size");
    }
}
