package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waiting for room, for elements, for the end and for work to be done. */
@Timeout(60) // watchdog against a hang
class QueueBlockingTest {

    private static final int CAPACITY = 64;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmQueue<String> queue = region.queue("queue", Utf8.CODEC, CAPACITY);

    @Test
    void aTakerGetsWhatIsPutLater() throws Exception {
        TestThread<Boolean> taker =
                TestThread.startAsleep(() -> assertThat(queue.take()).isEqualTo("late"));
        TestThread<Boolean> poller = TestThread.startAsleep(
                () -> assertThat(queue.poll(1, TimeUnit.DAYS)).isEqualTo("late"));
        queue.put("late");
        queue.put("late");
        taker.join();
        poller.join();
    }

    @Test
    void aPutterGetsTheRoomThatIsMadeLater() throws Exception {
        fill();
        TestThread<Boolean> putter = TestThread.startAsleep(() -> queue.put("much"));
        TestThread<Boolean> offerer = TestThread.startAsleep(
                () -> assertThat(queue.offer("more", 1, TimeUnit.DAYS)).isTrue());
        List<String> taken = new ArrayList<>();
        while (taken.size() < CAPACITY / 8 + 3) {
            taken.add(queue.take());
        }
        putter.join();
        offerer.join();
        assertThat(taken).contains("much", "more").endsWith(taken.get(taken.size() - 1));
    }

    @Test
    void whoeverNeedsMuchRoomIsWokenWhenThereIsEnough() throws Exception {
        fill();
        String much = "x".repeat(CAPACITY);
        TestThread<Boolean> putter = TestThread.startAsleep(() -> queue.put(much));
        while (queue.peek() != null && queue.peek().isEmpty()) {
            queue.take();
        }
        putter.join();
        assertThat(queue).containsExactly(much);
    }

    private void fill() {
        while (queue.offer("")) {
            assertThat(queue.peek()).isEmpty();
        }
    }

    @Test
    void aWaiterIsInterrupted() throws Exception {
        TestThread<Boolean> taker =
                TestThread.startAsleep(() -> assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class));
        taker.interrupt();
        taker.join();
        fill();
        TestThread<Boolean> putter = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> queue.put("a")).isInstanceOf(InterruptedException.class));
        putter.interrupt();
        putter.join();
        TestThread<Boolean> joiner =
                TestThread.startAsleep(() -> assertThatThrownBy(queue::join).isInstanceOf(InterruptedException.class));
        joiner.interrupt();
        joiner.join();
    }

    @Test
    void whoComesInterruptedDoesNothing() throws Exception {
        TestThread.elsewhere(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> queue.put("a")).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> queue.offer("a", 1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThat(queue.offer("b")).isTrue();
            Thread.currentThread().interrupt();
            assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> queue.poll(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThat(queue.poll()).isEqualTo("b");
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @Test
    void aClosedQueueIsReadToItsEnd() throws Exception {
        queue.put("a");
        queue.put("b");
        assertThat(queue.isClosed()).isFalse();
        queue.close();
        queue.close();
        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.isDrained()).isFalse();
        assertThatThrownBy(() -> queue.put("c"))
                .isInstanceOf(QueueClosedException.class)
                .hasMessageContaining("queue=queue");
        assertThatThrownBy(() -> queue.offer("c")).isInstanceOf(QueueClosedException.class);
        assertThat(queue.take()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.isDrained()).isTrue();
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(1, TimeUnit.DAYS)).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue).isEmpty();
        assertThat(queue.drainTo(new ArrayList<>())).isZero();
        assertThat(queue.isDrained()).isTrue();
    }

    @Test
    void closingLetsAllWaitersGo() throws Exception {
        List<TestThread<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            takers.add(TestThread.startAsleep(
                    () -> assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class)));
        }
        queue.close();
        for (TestThread<Boolean> taker : takers) {
            taker.join();
        }
        ShmQueue<String> full = region.queue("full", Utf8.CODEC, 8);
        full.put("12345678");
        TestThread<Boolean> putter = TestThread.startAsleep(
                () -> assertThatThrownBy(() -> full.put("a")).isInstanceOf(QueueClosedException.class));
        full.close();
        putter.join();
        assertThat(full.take()).isEqualTo("12345678");
    }

    @Test
    void joinReturnsWhenAllIsDone() throws Exception {
        queue.join();
        assertThat(queue.unfinished()).isZero();
        assertThatThrownBy(queue::taskDone)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("queue=queue");
        queue.put("a");
        queue.put("b");
        assertThat(queue.unfinished()).isEqualTo(2);
        assertThat(queue.join(Duration.ofMillis(5))).isFalse();
        assertThat(queue.join(Duration.ZERO)).isFalse();
        assertThat(queue.join(Duration.ofDays(-1))).isFalse();
        TestThread<Boolean> joiner = TestThread.startAsleep(queue::join);
        TestThread<Boolean> other = TestThread.startAsleep(
                () -> assertThat(queue.join(Duration.ofDays(1_000_000))).isTrue());
        assertThat(queue.take()).isEqualTo("a");
        queue.taskDone();
        assertThat(queue.take()).isEqualTo("b");
        assertThat(queue.unfinished()).isEqualTo(1);
        assertThat(joiner.isAlive()).isTrue();
        queue.taskDone();
        joiner.join();
        other.join();
        assertThat(queue.unfinished()).isZero();
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSingleProducerIsAlone() throws Exception {
        ShmQueue<String> single = region.queue(
                "single", Utf8.CODEC, QueueOptions.ofBytes(CAPACITY).withSingleProducer());
        TestThread.elsewhere(() -> {
            single.put("first");
            TestThread.elsewhere(() -> {
                assertThatThrownBy(() -> single.put("second"))
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("queue=single producer");
                assertThatThrownBy(() -> single.offer("second")).isInstanceOf(IllegalStateException.class);
                // Anybody may take, look and close.
                assertThat(single.take()).isEqualTo("first");
                assertThat(single).isEmpty();
            });
            single.put("third");
        });
        // The first has ended.
        single.put("fourth");
        assertThat(single).containsExactly("third", "fourth");
    }

    @Test
    void aSingleConsumerIsAlone() throws Exception {
        ShmQueue<String> single = region.queue(
                "single", Utf8.CODEC, QueueOptions.ofBytes(CAPACITY).withSingleConsumer());
        single.addAll(List.of("a", "b", "c"));
        TestThread.elsewhere(() -> {
            assertThat(single.take()).isEqualTo("a");
            TestThread.elsewhere(() -> {
                assertThatThrownBy(single::take)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("queue=single consumer");
                assertThatThrownBy(single::poll).isInstanceOf(IllegalStateException.class);
                assertThat(single.peek()).isEqualTo("b");
                assertThat(single.element()).isEqualTo("b");
                assertThatThrownBy(() -> single.drainTo(new ArrayList<>())).isInstanceOf(IllegalStateException.class);
                single.put("d");
                assertThat(single).containsExactly("b", "c", "d");
            });
            single.close();
            assertThat(single.isDrained()).isFalse();
        });
        List<String> rest = new ArrayList<>();
        assertThat(single.drainTo(rest)).isEqualTo(3);
        assertThat(rest).containsExactly("b", "c", "d");
        assertThat(single.isDrained()).isFalse();
        assertThatThrownBy(single::take).isInstanceOf(QueueClosedException.class);
        assertThat(single.isDrained()).isTrue();
    }

    @Test
    void anIdleConsumerUsesNoProcessor() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        TestThread<Long> consumer = TestThread.start(() -> {
            long beforeNs = threads.getCurrentThreadCpuTime();
            assertThat(queue.poll(2, TimeUnit.SECONDS)).isNull();
            return threads.getCurrentThreadCpuTime() - beforeNs;
        });
        // Slices of 50 ms, or of 1.6 ms without the operating system's help: 1,250 looks, interpreted.
        assertThat(consumer.join()).isLessThan(TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void manyThreadsLoseNothingAndDoubleNothing() throws Exception {
        for (QueueOptions options : List.of(
                QueueOptions.ofBytes(CAPACITY),
                QueueOptions.ofBytes(4096),
                QueueOptions.ofBytes(CAPACITY).atMost(1))) {
            manyThreads(region.queue("many " + options, Utf8.CODEC, options), 3, 3);
        }
        QueueOptions small = QueueOptions.ofBytes(CAPACITY);
        manyThreads(region.queue("sp", Utf8.CODEC, small.withSingleProducer()), 1, 3);
        manyThreads(region.queue("sc", Utf8.CODEC, small.withSingleConsumer()), 3, 1);
        manyThreads(region.queue("spsc", Utf8.CODEC, small.withSingleProducer().withSingleConsumer()), 1, 1);
    }

    private static void manyThreads(ShmQueue<String> queue, int producers, int consumers) throws Exception {
        int each = 1_000;
        List<TestThread<Boolean>> putting = new ArrayList<>();
        List<TestThread<List<String>>> taking = new ArrayList<>();
        AtomicLong largest = new AtomicLong();
        for (int i = 0; i < producers; i++) {
            int producer = i;
            putting.add(TestThread.run(() -> {
                SplittableRandom random = new SplittableRandom(producer);
                for (int k = 0; k < each; k++) {
                    String element = (producer * each + k) + ":" + "x".repeat(random.nextInt(40));
                    if (random.nextBoolean() || !queue.offer(element)) {
                        queue.put(element);
                    }
                    largest.accumulateAndGet(queue.size(), Math::max);
                }
            }));
        }
        for (int i = 0; i < consumers; i++) {
            int consumer = i;
            taking.add(TestThread.start(() -> takeAll(queue, new SplittableRandom(consumer))));
        }
        for (TestThread<Boolean> thread : putting) {
            thread.join();
        }
        queue.close();
        List<Integer> all = new ArrayList<>();
        for (TestThread<List<String>> thread : taking) {
            int[] last = new int[producers];
            Arrays.fill(last, -1);
            for (String element : thread.join()) {
                int number = Integer.parseInt(element.substring(0, element.indexOf(':')));
                int producer = number / each;
                assertThat(number).as("in the producer's order").isGreaterThan(last[producer]);
                last[producer] = number;
                all.add(number);
            }
        }
        Collections.sort(all);
        assertThat(all).hasSize(producers * each).doesNotHaveDuplicates();
        assertThat(largest.get())
                .isLessThanOrEqualTo(
                        Math.min(queue.options().mostElements(), queue.options().capacityBytes() / 8 + 1));
        assertThat(queue.isDrained()).isTrue();
    }

    private static List<String> takeAll(ShmQueue<String> queue, SplittableRandom random) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        try {
            for (; ; ) {
                int way = random.nextInt(4);
                if (way == 0) {
                    queue.drainTo(taken, random.nextInt(1, 5));
                } else if (way == 1) {
                    queue.iterator()
                            .forEachRemaining(element -> assertThat(element).contains(":"));
                } else {
                    taken.add(queue.take());
                }
            }
        } catch (QueueClosedException e) {
            return taken;
        }
    }
}
