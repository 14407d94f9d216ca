package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.RegionFormatException;
import io.interlock.internal.ring.RingRecord;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread, or one after the other: what each method does. What Guava asks of a queue: {@link QueueSuiteTest}. */
@Timeout(60) // watchdog against a hang
class QueueTest {

    private static final int CAPACITY = 256;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmQueue<String> queue = region.queue("queue", Utf8.CODEC, CAPACITY);

    @Test
    void elementsComeOutInTheirOrder() throws Exception {
        queue.put("one");
        assertThat(queue.offer("two")).isTrue();
        assertThat(queue.offer("three", 1, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.add("")).isTrue();
        assertThat(queue).hasSize(4).containsExactly("one", "two", "three", "");
        assertThat(queue.take()).isEqualTo("one");
        assertThat(queue.poll()).isEqualTo("two");
        assertThat(queue.poll(1, TimeUnit.SECONDS)).isEqualTo("three");
        assertThat(queue.remove()).isEmpty();
        assertThat(queue).isEmpty();
    }

    @Test
    void anEmptyQueueSaysSo() throws Exception {
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(0, TimeUnit.SECONDS)).isNull();
        assertThat(queue.poll(-1, TimeUnit.SECONDS)).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(queue::element)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("queue=queue");
        assertThat(queue.drainTo(new ArrayList<>())).isZero();
    }

    @Test
    void aTimedPollWaitsNoLessThanItsTime() throws Exception {
        long startNs = System.nanoTime();
        assertThat(queue.poll(20, TimeUnit.MILLISECONDS)).isNull();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void aFullQueueSaysSo() throws Exception {
        int count = fill();
        assertThat(queue).hasSize(count);
        assertThat(queue.offer("more")).isFalse();
        assertThatThrownBy(() -> queue.add("more"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("queue=queue")
                .hasMessageContaining("full");
        long startNs = System.nanoTime();
        assertThat(queue.offer("more", 20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(queue.offer("more", -1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(queue.poll()).isEqualTo("element 0");
        assertThat(queue.offer("more")).isTrue();
    }

    private int fill() {
        int count = 0;
        while (queue.offer("element " + count % 10)) {
            count++;
        }
        return count;
    }

    @Test
    void theLargestElementFitsAndALargerOneNever() {
        String largest = "x".repeat(CAPACITY);
        for (int i = 0; i < 100; i++) {
            assertThat(queue.offer(largest)).isTrue();
            assertThat(queue.offer("")).isFalse();
            assertThat(queue.poll()).isEqualTo(largest);
            // Moves the next round on by a slot.
            assertThat(queue.offer("")).isTrue();
            assertThat(queue.poll()).isEmpty();
        }
        assertThatThrownBy(() -> queue.offer("x".repeat(CAPACITY + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("element=257")
                .hasMessageContaining("capacity=256");
        assertThat(queue).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 64})
    void everyLengthGoesOverTheEndAtEveryPlace(int capacity) {
        ShmQueue<String> small = region.queue("small " + capacity, Utf8.CODEC, capacity);
        for (int length = 0; length <= capacity; length++) {
            for (int shift = 0; shift < capacity / 8 + 3; shift++) {
                String element =
                        String.valueOf((char) ('a' + (length + shift) % 26)).repeat(length);
                assertThat(small.offer(element)).isTrue();
                assertThat(small).containsExactly(element);
                assertThat(small.poll()).isEqualTo(element);
                assertThat(small.offer("")).isTrue();
                assertThat(small.poll()).isEmpty();
                assertThat(small.poll()).isNull();
            }
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker may do
    void nullIsRefused() {
        assertThatThrownBy(() -> queue.put(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.add(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.drainTo(null)).isInstanceOf(NullPointerException.class);
        assertThat(queue.contains(null)).isFalse();
    }

    @Test
    void elementsLeaveByTheHeadOnly() {
        queue.add("one");
        assertThatThrownBy(() -> queue.remove("one"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("queue=queue");
        assertThatThrownBy(() -> queue.removeAll(List.of("one"))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> queue.retainAll(List.of())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> queue.removeIf(element -> true)).isInstanceOf(UnsupportedOperationException.class);
        Iterator<String> iterator = queue.iterator();
        iterator.next();
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThat(queue).containsExactly("one");
    }

    @Test
    @SuppressWarnings("ModifyingCollectionWithItself") // is refused
    void drainingTakesABatch() {
        List<String> all = List.of("a", "b", "c", "d", "e");
        queue.addAll(all);
        List<String> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained, 0)).isZero();
        assertThat(queue.drainTo(drained, -1)).isZero();
        assertThat(queue.drainTo(drained, 2)).isEqualTo(2);
        assertThat(drained).containsExactly("a", "b");
        assertThat(queue.drainTo(drained)).isEqualTo(3);
        assertThat(drained).isEqualTo(all);
        assertThatThrownBy(() -> queue.drainTo(queue)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.addAll(queue)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheCodecCannotReadIsTakenAndReported() {
        queue.addAll(List.of("a", "!b", "c", "!d", "e", "!f"));
        List<String> drained = new ArrayList<>();
        assertThatThrownBy(() -> queue.drainTo(drained, 5))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("queue=queue")
                .hasMessageContaining("codec=test-utf8")
                .hasMessageContaining("it says !b")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(drained).containsExactly("a", "c", "e");
        assertThatThrownBy(queue::poll).isInstanceOf(CodecException.class);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.offer("g")).isTrue();
        assertThat(queue.poll()).isEqualTo("g");
    }

    @Test
    void aQueueIsFullAtItsMostElements() {
        ShmQueue<String> few =
                region.queue("few", Utf8.CODEC, QueueOptions.ofBytes(CAPACITY).atMost(2));
        assertThat(few.remainingCapacity()).isEqualTo(2);
        assertThat(few.offer("a")).isTrue();
        assertThat(few.remainingCapacity()).isEqualTo(1);
        assertThat(few.offer("b")).isTrue();
        assertThat(few.remainingCapacity()).isZero();
        assertThat(few.offer("c")).isFalse();
        assertThat(few.poll()).isEqualTo("a");
        assertThat(few.offer("c")).isTrue();
        assertThat(few).containsExactly("b", "c");
    }

    @Test
    void remainingCapacityIsHowManyEmptyElementsFit() {
        int remaining = queue.remainingCapacity();
        for (int i = 0; i < remaining; i++) {
            assertThat(queue.remainingCapacity()).isEqualTo(remaining - i);
            assertThat(queue.offer("")).isTrue();
        }
        assertThat(queue.remainingCapacity()).isZero();
        assertThat(queue.offer("")).isFalse();
    }

    /** Where every word is a record's, each of the damaged ring's rounds would go on with the next. */
    @Test
    void recordsThatNeverEndAreRefused() throws Exception {
        while (queue.offer("")) {
            // until there is one word left that is no record's
        }
        try (FileChannel file = FileChannel.open(workspace.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size()).order(ByteOrder.nativeOrder());
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // more
            }
            // The last of many: elsewhere in the file a single word may look like a record's.
            int end = 0;
            for (int records = 0; records < 4 || bytes.getLong(end + Long.BYTES) != RingRecord.EMPTY; ) {
                end += Long.BYTES;
                records = bytes.getLong(end) == RingRecord.of(0) ? records + 1 : 0;
            }
            ByteBuffer record = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            file.write(record.putLong(RingRecord.of(0)).flip(), end + Long.BYTES);
        }
        assertThatThrownBy(() -> queue.contains("x"))
                .isInstanceOf(RegionFormatException.class)
                .hasMessageContaining("queue=queue");
        assertThatThrownBy(queue::size).isInstanceOf(RegionFormatException.class);
        assertThatThrownBy(queue::toArray).isInstanceOf(RegionFormatException.class);
        assertThatThrownBy(() -> queue.drainTo(new ArrayList<>())).isInstanceOf(RegionFormatException.class);
        assertThat(region.verify()).singleElement().asString().contains("queue=queue");
    }

    @Test
    void clearTakesAll() {
        fill();
        queue.clear();
        assertThat(queue).isEmpty();
        assertThat(queue.remainingCapacity()).isEqualTo(CAPACITY / 8 + 1);
        assertThat(queue.offer("x".repeat(CAPACITY))).isTrue();
    }

    @Test
    void anIteratorGoesOnWhereTheConsumersAre() {
        Queue<String> expected = new ArrayDeque<>();
        for (int i = 0; i < 10; i++) {
            queue.add("early " + i);
        }
        Iterator<String> iterator = queue.iterator();
        assertThat(iterator.next()).isEqualTo("early 0");
        queue.clear();
        for (int i = 0; i < 10; i++) {
            queue.add("late " + i);
            expected.add("late " + i);
        }
        // It had read one ahead.
        assertThat(iterator.next()).isEqualTo("early 1");
        Collection<String> rest = new ArrayList<>();
        iterator.forEachRemaining(rest::add);
        assertThat(rest).containsExactlyElementsOf(expected);
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void allWhoAttachSayTheSame() {
        assertThat(region.queue("queue", Utf8.CODEC, CAPACITY)).isSameAs(queue);
        assertThat(queue.name()).isEqualTo("queue");
        assertThat(queue.options()).isEqualTo(QueueOptions.ofBytes(CAPACITY));
        QueueOptions options = queue.options();
        for (QueueOptions other : List.of(
                QueueOptions.ofBytes(CAPACITY + 8),
                options.atMost(5),
                options.withSingleProducer(),
                options.withSingleConsumer())) {
            assertThatThrownBy(() -> region.queue("queue", Utf8.CODEC, other))
                    .isInstanceOf(PrimitiveMismatchException.class)
                    .hasMessageContaining("codec=test-utf8");
        }
        assertThatThrownBy(() -> region.longValue("queue")).isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        for (int capacity : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> region.queue("q", Utf8.CODEC, capacity))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("capacity=" + capacity);
        }
        assertThatThrownBy(() -> QueueOptions.ofBytes(1).atMost(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClosedRegionIsReported() throws Exception {
        TestThread<Boolean> taker =
                TestThread.startAsleep(() -> assertThatThrownBy(queue::take).isInstanceOf(RegionClosedException.class));
        region.close();
        taker.join();
        assertThatThrownBy(queue::poll).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> queue.offer("a")).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> queue.put("a")).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(queue::size).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(queue::iterator).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(queue::close).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(queue::taskDone).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(queue::remainingCapacity).isInstanceOf(RegionClosedException.class);
    }
}
