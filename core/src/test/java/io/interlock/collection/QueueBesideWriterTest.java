package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import io.interlock.testing.WriterElsewhere;
import io.interlock.testing.WriterElsewhere.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every method of a queue beside one producer in another JVM, which puts 0, 1, 2 and so on. The only consumer must take each
 * number once and in order, whatever method it takes it with, and must see what is left without a gap.
 */
@Timeout(300) // watchdog against a hang
class QueueBesideWriterTest {

    private static final int CAPACITY = 1000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final ShmQueue<Long> queue = queue(workspace.open());

    /** The number that comes next. */
    private long expected;

    @Test
    void everyCallHolds() throws Exception {
        play(Duration.ofSeconds(2));
    }

    @Test
    @Tag("stress")
    void everyCallHoldsForLong() throws Exception {
        play(Duration.ofMinutes(2));
    }

    private void play(Duration time) throws Exception {
        Map<String, Call> calls = new LinkedHashMap<>();
        addReads(calls);
        addTakes(calls);
        WriterElsewhere.play(workspace, QueueBesideWriterTest::write, calls, time);
        List<Long> rest = new ArrayList<>();
        queue.drainTo(rest);
        areTaken(rest);
    }

    private static ShmQueue<Long> queue(Region region) {
        return region.queue("queue", Codecs.int64(), CAPACITY);
    }

    private static void write(Region region, long number) throws InterruptedException {
        while (!queue(region).offer(number, 1, TimeUnit.SECONDS)) {
            if (region.event("stop the writer").isSet()) {
                return;
            }
        }
    }

    private void addReads(Map<String, Call> calls) {
        calls.put("toArray", random -> areThere(Arrays.asList(queue.toArray())));
        calls.put("toArray(T[])", random -> areThere(Arrays.asList(queue.toArray(new Long[0]))));
        calls.put("List.copyOf", random -> areThere(List.copyOf(queue)));
        calls.put("new LinkedBlockingQueue", random -> areThere(new ArrayList<>(new LinkedBlockingQueue<>(queue))));
        calls.put("stream", random -> areThere(queue.stream().toList()));
        calls.put("parallelStream", random -> areThere(queue.parallelStream().collect(Collectors.toList())));
        calls.put("stream, skipped", random -> areThere(queue.stream().limit(3).toList()));
        calls.put("forEach", random -> {
            List<Long> seen = new ArrayList<>();
            queue.forEach(seen::add);
            areThere(seen);
        });
        calls.put("iterator", random -> {
            List<Long> seen = new ArrayList<>();
            for (Iterator<Long> numbers = queue.iterator(); numbers.hasNext() && seen.size() < CAPACITY; ) {
                seen.add(numbers.next());
            }
            areThere(seen);
        });
        calls.put("peek", random -> {
            Long first = queue.peek();
            assertThat(first == null || first == expected).isTrue();
        });
        calls.put("contains", random -> {
            assertThat(queue.contains(expected - 1)).isFalse();
            assertThat(queue.peek() == null || queue.contains(expected)).isTrue();
        });
        calls.put(
                "size",
                random -> assertThat(queue.size() + queue.remainingCapacity()).isNotNegative());
        calls.put(
                "toString",
                random -> assertThat(queue.toString()).startsWith("[").endsWith("]"));
    }

    private void areThere(List<?> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(expected + i);
        }
    }

    private void addTakes(Map<String, Call> calls) {
        calls.put("poll", random -> isTaken(queue.poll()));
        calls.put("poll(time)", random -> isTaken(queue.poll(1, TimeUnit.MILLISECONDS)));
        calls.put("remove", random -> isTaken(queue.isEmpty() ? null : queue.remove()));
        calls.put("drainTo", random -> {
            List<Long> taken = new ArrayList<>();
            assertThat(queue.drainTo(taken, random.nextInt(20))).isEqualTo(taken.size());
            areTaken(taken);
        });
        calls.put("drainTo a full queue", random -> {
            LinkedBlockingQueue<Long> taken = new LinkedBlockingQueue<>(1 + random.nextInt(5));
            try {
                queue.drainTo(taken);
            } catch (IllegalStateException full) {
                assertThat(taken.remainingCapacity()).isZero();
            }
            areTaken(new ArrayList<>(taken));
        });
    }

    private void isTaken(@Nullable Long number) {
        if (number != null) {
            assertThat(number).isEqualTo(expected++);
        }
    }

    private void areTaken(List<Long> numbers) {
        areThere(numbers);
        expected += numbers.size();
    }
}
