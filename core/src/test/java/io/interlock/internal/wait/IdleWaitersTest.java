package io.interlock.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.collection.Codecs;
import io.interlock.collection.PipeEnd;
import io.interlock.collection.ShmQueue;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.region.RegionOptions;
import io.interlock.sync.OnHolderDeath;
import io.interlock.sync.ShmLatch;
import io.interlock.sync.ShmLock;
import io.interlock.sync.ShmSemaphore;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that wait for long cost next to nothing, and still hear of everything soon. */
@Timeout(60) // watchdog against a hang
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // nothing throws between; one wait each
class IdleWaitersTest {

    private static final int WAITERS_OF_EACH = 10;
    private static final int MANY_WAITERS_OF_EACH = 100;
    private static final long SETTLE_MS = 1_500;
    private static final long MEASURE_MS = 4_000;

    /** The documentation says 250 ms; a busy machine may be late. */
    private static final long NOTICED_WITHIN_NS = TimeUnit.SECONDS.toNanos(5);

    /** Of one processor, for all together: twice what is promised, as the machine may be busy. */
    private static final double MAX_SHARE = 0.01;

    /** Without {@code futex_waitv}, or without futexes at all, sleepers look by themselves. */
    private static final double MAX_SHARE_PORTABLE = 0.2;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final boolean isNative = attachment().file().mapping().protocol() != Protocol.PORTABLE;

    private Attachment attachment() {
        return RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
    }

    @Test
    void idleWaitersCostNextToNothing() throws Exception {
        assertThat(shareOf(WAITERS_OF_EACH, MEASURE_MS))
                .as("of a processor")
                .isLessThan(isNative ? MAX_SHARE : MAX_SHARE_PORTABLE);
    }

    @Test
    @Tag("stress")
    void soDoManyIdleWaitersOfEachPrimitive() throws Exception {
        assumeTrue(isNative, "in the portable protocol sleepers look by themselves");
        double share = shareOf(MANY_WAITERS_OF_EACH, 10_000);
        System.out.printf(
                "%d idle waiters of each primitive: %.3f %% of a processor%n", MANY_WAITERS_OF_EACH, 100 * share);
        assertThat(share).as("of a processor").isLessThan(MAX_SHARE / 2);
    }

    private double shareOf(int each, long measureMs) throws InterruptedException {
        List<Thread> waiters = new ArrayList<>();
        ShmLock lock = region.lock("lock");
        lock.lock();
        waiters.addAll(start(each, lock::lockInterruptibly));
        region.reentrantLock("reentrant").lock();
        waiters.addAll(start(each, region.reentrantLock("reentrant")::lockInterruptibly));
        region.readWriteLock("rw").writeLock().lock();
        waiters.addAll(start(each, region.readWriteLock("rw").readLock()::lockInterruptibly));
        waiters.addAll(start(each, region.readWriteLock("rw").writeLock()::lockInterruptibly));
        waiters.addAll(start(each, () -> {
            region.lock("of condition").lock();
            region.lock("of condition").newCondition().await();
        }));
        waiters.addAll(start(each, region.semaphore("semaphore", 0)::acquire));
        region.boundedSemaphore("bounded", 1, OnHolderDeath.RETURN).acquire();
        waiters.addAll(start(each, region.boundedSemaphore("bounded", 1, OnHolderDeath.RETURN)::acquire));
        waiters.addAll(start(each, region.event("event")::await));
        waiters.addAll(start(each, region.latch("latch", 1)::await));
        waiters.addAll(start(each, region.barrier("barrier", each + 1)::await));
        ShmQueue<Integer> queue = region.queue("queue", Codecs.int32(), 64);
        waiters.addAll(start(each, queue::take));
        PipeEnd end = region.pipe("pipe", 64).first();
        waiters.add(start(1, end::receive).get(0));
        Thread.sleep(SETTLE_MS);
        long beforeNs = cpuNs(waiters);
        long startNs = System.nanoTime();
        Thread.sleep(measureMs);
        double share = (double) (cpuNs(waiters) - beforeNs) / (System.nanoTime() - startNs);
        waiters.forEach(Thread::interrupt);
        for (Thread waiter : waiters) {
            waiter.join();
        }
        return share;
    }

    @Test
    void anInterruptEndsALongSleepSoon() throws Exception {
        ShmSemaphore semaphore = region.semaphore("semaphore", 0);
        TestThread<Boolean> waiter = TestThread.startAsleep(
                () -> assertThatThrownBy(semaphore::acquire).isInstanceOf(InterruptedException.class));
        Thread.sleep(SETTLE_MS);
        long startNs = System.nanoTime();
        waiter.interrupt();
        waiter.join();
        assertThat(System.nanoTime() - startNs).isLessThan(NOTICED_WITHIN_NS);
    }

    @Test
    void aLostWakeUpIsFoundAlsoByOneWhoSleepsLong() throws Exception {
        assumeTrue(isNative, "nobody is woken in the portable protocol");
        ShmSemaphore semaphore = region.semaphore("semaphore", 0);
        TestThread<Boolean> waiter = TestThread.startAsleep(semaphore::acquire);
        Thread.sleep(SETTLE_MS);
        DirectoryEntry entry =
                Objects.requireNonNull(attachment().file().directory().find("semaphore"));
        MappedMemory words = entry.body();
        long startNs = System.nanoTime();
        // As if the thread that was woken had been killed: the permit is there, nobody is announced, nobody wakes up.
        words.putIntVolatile(LockLayout.WAITERS, 0);
        semaphore.release();
        waiter.join();
        assertThat(System.nanoTime() - startNs).isLessThan(NOTICED_WITHIN_NS);
    }

    /** As where another thread announced itself between this one's announcement and its sleep: the word is not cleared. */
    @ParameterizedTest
    @ValueSource(strings = {"semaphore", "latch"})
    void oneWhoFellAsleepAfterItsWakeUpIsFound(String name) throws Exception {
        ShmSemaphore semaphore = region.semaphore("semaphore", 0);
        ShmLatch latch = region.latch("latch", 1);
        TestThread<Boolean> waiter = TestThread.startAsleep(() -> {
            if (name.equals("latch")) {
                latch.await();
            } else {
                semaphore.acquire();
            }
        });
        Thread.sleep(SETTLE_MS);
        MappedMemory words = Objects.requireNonNull(
                        attachment().file().directory().find(name))
                .body();
        long startNs = System.nanoTime();
        // The count is the first word of both.
        words.putLongVolatile(0, name.equals("latch") ? 0 : 1);
        waiter.join();
        assertThat(System.nanoTime() - startNs).isLessThan(NOTICED_WITHIN_NS);
    }

    private static long cpuNs(List<Thread> waiters) {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (waiters.contains(thread) || thread.getName().startsWith("interlock-")) {
                sum += Math.max(0, threads.getThreadCpuTime(thread.getId()));
            }
        }
        return sum;
    }

    private static List<Thread> start(int count, TestThread.Action wait) {
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    wait.run();
                } catch (Exception e) {
                    // The interrupt at the end of the test, or what it did to the others.
                }
            });
            thread.setDaemon(true);
            thread.start();
            waiters.add(thread);
        }
        return waiters;
    }
}
