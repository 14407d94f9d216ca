package io.interlock.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.region.RegionOptions;
import io.interlock.process.JvmProcess;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads come and go; their slots are used again. */
@SuppressWarnings({"LockNotBeforeTry", "serial"
}) // nothing throws between; javac takes a package named internal for the JDK's own
class ThreadSlotsTest {

    private static final int SHORT_THREADS = 5_000;
    private static final int LIVING_THREADS = 200;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLock lock = region.lock("lock", OnOwnerDeath.HAND_OVER);

    @Test
    void threadsOneAfterAnotherNeedFewSlots() throws Exception {
        boolean portable = header(HeaderLayout.PROTOCOL) == Protocol.PORTABLE.code();
        // Without the kernel's help the end of a thread is noticed up to 20 ms later.
        int threads = portable ? SHORT_THREADS / 5 : SHORT_THREADS;
        for (int i = 0; i < threads; i++) {
            TestThread.elsewhere(() -> {
                lock.lock();
                lock.unlock();
            });
        }
        assertThat(header(HeaderLayout.SLOTS_BACKED)).isLessThanOrEqualTo(portable ? threads / 2 : 64);
    }

    @Test
    void slotsOfKilledProcessesAreUsedAgain() throws Exception {
        String file = workspace.path().toString();
        ShmLong ready = region.longValue("ready");
        for (int round = 1; round <= 4; round++) {
            ready.set(0);
            JvmProcess child = workspace.start(() -> occupy(file, 40));
            Await.until("the child occupies its slots", () -> ready.get() == 40);
            Workspace.kill(child);
        }
        // 160 claimed, at most 41 at once.
        assertThat(header(HeaderLayout.SLOTS_BACKED)).isEqualTo(64);
    }

    private static void occupy(String file, int threads) {
        Region region = Workspace.attach(file);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                region.lock("lock", OnOwnerDeath.HAND_OVER).lock();
                region.lock("lock", OnOwnerDeath.HAND_OVER).unlock();
                region.longValue("ready").incrementAndGet();
                Await.until("killed", () -> false);
            });
            thread.start();
        }
        Await.until("killed", () -> false);
    }

    @Test
    void theTableGrowsWithTheThreadsThatLive() throws Exception {
        CountDownLatch claimed = new CountDownLatch(LIVING_THREADS);
        CountDownLatch end = new CountDownLatch(1);
        ShmLong counter = region.longValue("counter");
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < LIVING_THREADS; i++) {
            threads.add(TestThread.run(() -> {
                lock.lock();
                counter.setPlain(counter.getPlain() + 1);
                lock.unlock();
                claimed.countDown();
                end.await();
                lock.lock();
                counter.setPlain(counter.getPlain() + 1);
                lock.unlock();
            }));
        }
        claimed.await();
        int whileAllLive = header(HeaderLayout.SLOTS_BACKED);
        end.countDown();
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
        assertThat(whileAllLive).isGreaterThanOrEqualTo(LIVING_THREADS).isLessThan(LIVING_THREADS + 128);
        assertThat(counter.get()).isEqualTo(2L * LIVING_THREADS);
        assertThat(lock.abandonedCount()).isZero();
        TestThread.elsewhere(() -> {
            lock.lock();
            lock.unlock();
        });
        assertThat(header(HeaderLayout.SLOTS_BACKED)).isEqualTo(whileAllLive);
    }

    private int header(int offset) {
        Attachment attachment = RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
        try {
            return attachment.file().mapping().header().getIntVolatile(offset);
        } finally {
            RegionFiles.close(attachment);
        }
    }
}
