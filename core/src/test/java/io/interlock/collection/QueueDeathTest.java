package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.interlock.Region;
import io.interlock.internal.access.CrashPoints;
import io.interlock.process.JvmProcess;
import io.interlock.sync.ShmEvent;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others see of a process that is killed while it holds the lock, in the middle of a put or of a take. */
@Timeout(300) // watchdog against a hang
class QueueDeathTest {

    private static final int KILLS = 5;
    private static final int MANY_KILLS = 50;
    private static final int CAPACITY = 1_000;
    private static final String[] SMALL = {"-XX:+UseSerialGC", "-Xmx32m", "-Dinterlock.crashPoints=true"};

    /**
     * The thread sets its active flag, and clears it, as the lock is not biased to it; sets it again and takes the lock; writes
     * the bytes, and clears the word after them.
     */
    private static final int BEFORE_THE_RECORD_IS_THERE = 7;

    private static final int BEFORE_TAIL_SAYS_SO = 8;

    /** After the same four. */
    private static final int BEFORE_THE_ELEMENT_IS_TAKEN = 5;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmQueue<String> queue = queue(region);

    private static ShmQueue<String> queue(Region region) {
        return region.queue("queue", Codecs.string(), CAPACITY);
    }

    @Test
    void whatWasNotPutWholeIsNotThereAndTheNextProducerGoesOn() throws Exception {
        killUnderLock("put", BEFORE_THE_RECORD_IS_THERE, () -> queue.put("next"));
        assertThat(queue).containsExactly("first", "next");
    }

    @Test
    void whatWasPutIsThereAndTheNextProducerGoesOn() throws Exception {
        killUnderLock("put", BEFORE_TAIL_SAYS_SO, () -> queue.put("next"));
        assertThat(queue).hasSize(3).containsExactly("first", "victim's", "next");
    }

    @Test
    void whatWasNotTakenIsTakenByTheNextConsumer() throws Exception {
        killUnderLock(
                "take",
                BEFORE_THE_ELEMENT_IS_TAKEN,
                () -> assertThat(queue.take()).isEqualTo("first"));
        assertThat(queue).isEmpty();
    }

    // Without the kernel's word a death is seen at the end of a slice of 50 ms. An element that was claimed and not
    // published is to be skipped within 10 ms; the figure is printed, and asserted with room for a busy machine.

    @Test
    void theNextProducerNeedNotWaitForItsSliceToEnd() throws Exception {
        assertThat(medianSkipNs(KILLS)).isLessThan(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    @Tag("stress")
    void theNextProducerNeedNotWaitForItsSliceToEndAfterManyDeaths() throws Exception {
        assertThat(medianSkipNs(MANY_KILLS)).isLessThan(TimeUnit.MILLISECONDS.toNanos(20));
    }

    private long medianSkipNs(int kills) throws Exception {
        assumeFalse("false".equals(System.getProperty("interlock.native")), "the portable protocol has no life words");
        assumeFalse("false".equals(System.getProperty("interlock.futexWaitv")), "the kernel wakes no sleeper");
        long[] skipNs = new long[kills];
        for (int kill = 0; kill < kills; kill++) {
            skipNs[kill] = killUnderLock("put", BEFORE_THE_RECORD_IS_THERE, () -> queue.put("next"));
            queue.clear();
        }
        Arrays.sort(skipNs);
        System.out.printf(
                "producer killed between claim and commit, until another's put: median %.3f ms, max %.3f ms of %d%n",
                skipNs[kills / 2] / 1e6, skipNs[kills - 1] / 1e6, kills);
        return skipNs[kills / 2];
    }

    /** How long the next had to wait from the kill on. */
    private long killUnderLock(String what, int store, TestThread.Action next) throws Exception {
        ShmEvent inTurn = region.event("in turn");
        inTurn.clear();
        String path = workspace.path().toString();
        JvmProcess victim = workspace.start(() -> stopUnderLock(path, what, store), SMALL);
        inTurn.await();
        long[] endNs = new long[1];
        TestThread<Boolean> waiter = TestThread.startAsleep(() -> {
            next.run();
            endNs[0] = System.nanoTime();
        });
        long killedNs = System.nanoTime();
        victim.kill();
        waiter.join();
        return endNs[0] - killedNs;
    }

    /** Stops before that store, and lives until it is killed. */
    private static void stopUnderLock(String path, String what, int store) throws Exception {
        Region region = Workspace.attach(path);
        ShmQueue<String> queue = queue(region);
        queue.put("first");
        CrashPoints.arm(store);
        try {
            if (what.equals("put")) {
                queue.put("victim's");
            } else {
                var unused = queue.take();
            }
        } catch (CrashPoints.Crash e) {
            // This thread writes nothing more.
            TestThread.elsewhere(() -> region.event("in turn").set());
            while (true) {
                LockSupport.park();
            }
        }
        throw new AssertionError("it has no store number " + store);
    }
}
