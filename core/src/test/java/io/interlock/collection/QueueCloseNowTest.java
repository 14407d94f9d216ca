package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue that is closed at once ends for producers, consumers and those that wait for the work to be done. */
@Timeout(60) // watchdog
class QueueCloseNowTest {

    private static final int ROUNDS = 300;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmQueue<String> queue = region.queue("queue", Utf8.CODEC, QueueOptions.ofBytes(64));

    @Test
    void nothingIsPutOrTakenAfterIt() throws Exception {
        queue.put("a");
        queue.put("b");
        queue.closeNow();
        queue.closeNow();
        queue.close();
        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.isDrained()).isTrue();
        assertThatThrownBy(() -> queue.put("c"))
                .isInstanceOf(QueueClosedException.class)
                .hasMessageContaining("queue=queue");
        assertThatThrownBy(() -> queue.offer("c")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.add("c")).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(1, TimeUnit.DAYS)).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue).isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(queue.iterator().hasNext()).isFalse();
        assertThat(queue.contains("a")).isFalse();
        assertThat(queue.drainTo(new ArrayList<>())).isZero();
        queue.clear();
        assertThat(region.verify()).isEmpty();
    }

    @Test
    void whatIsDroppedCountsAsDoneAndWhatWasTakenDoesNot() throws Exception {
        queue.put("a");
        queue.put("b");
        queue.put("c");
        assertThat(queue.take()).isEqualTo("a");
        TestThread<Boolean> joiner = TestThread.startAsleep(queue::join);
        queue.closeNow();
        assertThat(queue.unfinished()).isEqualTo(1);
        assertThat(queue.join(Duration.ofMillis(5))).isFalse();
        queue.taskDone();
        joiner.join();
        assertThat(queue.unfinished()).isZero();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aQueueThatIsClosedForPutsCanBeClosedNow() throws Exception {
        queue.put("a");
        queue.close();
        assertThat(queue.isDrained()).isFalse();
        queue.closeNow();
        assertThat(queue.isDrained()).isTrue();
        queue.join();
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
    }

    @Test
    void allWhoWaitGo() throws Exception {
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        waiters.add(
                TestThread.startAsleep(() -> assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class)));
        ShmQueue<String> full = region.queue("full", Utf8.CODEC, QueueOptions.ofBytes(8));
        full.put("12345678");
        waiters.add(TestThread.startAsleep(
                () -> assertThatThrownBy(() -> full.put("a")).isInstanceOf(QueueClosedException.class)));
        waiters.add(TestThread.startAsleep(full::join));
        queue.closeNow();
        full.closeNow();
        for (TestThread<Boolean> waiter : waiters) {
            waiter.join();
        }
    }

    @Test
    void anotherProcessThatJoinsGoesOn() throws Exception {
        String file = region.path().toString();
        queue.put("a");
        JvmProcess child = workspace.start(
                () -> joinQuietly(Workspace.attach(file).queue("queue", Utf8.CODEC, QueueOptions.ofBytes(64))));
        queue.closeNow();
        child.join();
    }

    private static void joinQuietly(ShmQueue<String> queue) {
        try {
            queue.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last {@code taskDone} and the close race: one of them has to wake the joiner. */
    @Test
    void aJoinReturnsWhicheverOfCloseAndTaskDoneComesLast() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ShmQueue<String> racing = region.queue("racing " + round, Utf8.CODEC, QueueOptions.ofBytes(64));
            racing.put("a");
            racing.put("b");
            assertThat(racing.take()).isEqualTo("a");
            TestThread<Boolean> joiner = TestThread.start(() -> racing.join(Duration.ofDays(1)));
            TestThread<Boolean> worker = TestThread.start(() -> {
                racing.taskDone();
                return true;
            });
            racing.closeNow();
            worker.join();
            assertThat(joiner.join()).isTrue();
            assertThat(racing.unfinished()).isZero();
        }
    }

    @Test
    void whatIsTakenWhileOthersPutIsTakenBeforeTheClose() throws Exception {
        AtomicLong taken = new AtomicLong();
        TestThread<Throwable> producer = TestThread.start(() -> catchThrowable(() -> {
            for (; ; ) {
                queue.put("x");
            }
        }));
        TestThread<Throwable> consumer = TestThread.start(() -> catchThrowable(() -> {
            for (; ; ) {
                var unused = queue.take();
                taken.incrementAndGet();
            }
        }));
        while (taken.get() < 1_000) {
            Thread.onSpinWait();
        }
        queue.closeNow();
        assertThat(producer.join()).isInstanceOf(QueueClosedException.class);
        assertThat(consumer.join()).isInstanceOf(QueueClosedException.class);
        assertThat(queue.unfinished()).isEqualTo(taken.get());
        assertThat(queue.poll()).isNull();
        assertThat(region.verify()).isEmpty();
    }

    @Test
    void clearCountsWhatItDropsAsDone() throws Exception {
        queue.put("a");
        queue.put("b");
        queue.put("c");
        assertThat(queue.take()).isEqualTo("a");
        TestThread<Boolean> joiner = TestThread.startAsleep(queue::join);
        queue.clear();
        assertThat(queue.unfinished()).isEqualTo(1);
        queue.taskDone();
        joiner.join();
        queue.put("d");
        assertThat(queue.unfinished()).isEqualTo(1);
    }
}
