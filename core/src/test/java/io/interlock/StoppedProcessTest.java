package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.collection.Codecs;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.region.AdminLockHolder;
import io.interlock.process.JvmProcess;
import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.ShmBoundedSemaphore;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What promises not to wait does not wait for a process that is stopped in the middle of something. */
@Tag("exhaustive")
@Timeout(120) // watchdog against a hang
class StoppedProcessTest {

    /** The bound of each call is 100 ms; so many as wait for a stopped process would take for ever. */
    private static final int CALLS = 5;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void aQueueWithoutWaitingGivesUpWhileAProducerOrAConsumerIsStopped() throws Exception {
        String path = workspace.path().toString();
        ShmQueue<Integer> queue = region.queue("queue", Codecs.int32(), 1 << 12);
        JvmProcess child = workspace.start(() -> putAndTake(path));
        Await.until("it is at work", () -> region.longValue("rounds").get() > 1_000);
        // Sooner or later it is stopped in the middle of a put or a take; at any other point the calls succeed or find
        // nothing.
        for (int i = 0; i < 20; i++) {
            signal("STOP", child);
            for (int call = 0; call < CALLS; call++) {
                queue.offer(1);
                queue.poll();
                queue.peek();
                queue.drainTo(new ArrayList<>(), 1);
            }
            signal("CONT", child);
        }
    }

    @Test
    void aReturningSemaphoreWithoutWaitingGivesUpWhileAProcessIsStopped() throws Exception {
        String path = workspace.path().toString();
        ShmBoundedSemaphore semaphore = region.boundedSemaphore("semaphore", 10, OnHolderDeath.RETURN);
        JvmProcess child = workspace.start(() -> acquireAndRelease(path));
        Await.until("it is at work", () -> region.longValue("rounds").get() > 1_000);
        int acquired = 0;
        for (int i = 0; i < 20; i++) {
            signal("STOP", child);
            for (int call = 0; call < CALLS; call++) {
                acquired += semaphore.tryAcquire() ? 1 : 0;
                semaphore.availablePermits();
            }
            signal("CONT", child);
            semaphore.release(acquired);
            acquired = 0;
        }
    }

    @Test
    void aThreadThatWaitsForAStoppedCreatorCanBeInterruptedAndIsToldWhoItIs() throws Exception {
        String path = workspace.path().toString();
        String marker = workspace.path("held").toString();
        JvmProcess holder = workspace.start(() -> AdminLockHolder.holdForEver(path, marker));
        Await.until("it holds the lock", () -> Files.exists(Path.of(marker)));
        boolean told = Files.exists(Path.of("/proc/self/status"));
        TestThread<Boolean> waiter = TestThread.run(() -> {
            assertThatThrownBy(() -> region.lock("new"))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("interrupted")
                    .hasMessageContaining(told ? "process " + holder.pid() : "process");
            assertThat(Thread.interrupted()).isTrue();
        });
        Await.until("it waits", () -> waiter.isIn("requireMayWait") || waiter.isIn("parkNanos"));
        waiter.interrupt();
        waiter.join();
        TestThread<Boolean> closed = TestThread.run(
                () -> assertThatThrownBy(() -> region.lock("new")).isInstanceOf(RegionClosedException.class));
        Await.until("it waits", () -> closed.isIn("requireMayWait") || closed.isIn("parkNanos"));
        region.close();
        closed.join();
    }

    private static void signal(String name, JvmProcess child) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void putAndTake(String path) {
        try (Region region = Workspace.attach(path)) {
            ShmQueue<Integer> queue = region.queue("queue", Codecs.int32(), 1 << 12);
            for (; ; ) {
                queue.offer(1);
                queue.poll();
                region.longValue("rounds").getAndAdd(1);
            }
        }
    }

    private static void acquireAndRelease(String path) {
        try (Region region = Workspace.attach(path)) {
            ShmBoundedSemaphore semaphore = region.boundedSemaphore("semaphore", 10, OnHolderDeath.RETURN);
            for (; ; ) {
                if (semaphore.tryAcquire()) {
                    semaphore.release();
                }
                region.longValue("rounds").getAndAdd(1);
            }
        }
    }
}
