package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a queue does where a change or a failure comes in between: as {@link LinkedBlockingQueue}. */
@Timeout(60) // watchdog against a hang
@SuppressWarnings({"CollectionToArraySafeParameter", "ModifySourceCollectionInStream", "ReturnValueIgnored"
}) // calls that the types advise against are compared with the JDK's too
class QueueLikeJdkTest {

    private static final int CAPACITY = 256;

    /** What a case does to a queue; its result and what is left in the queue are compared. */
    private interface Play extends Function<BlockingQueue<String>, Object> {}

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmQueue<String> queue = region.queue("queue", Codecs.string(), CAPACITY);

    @TestFactory
    Stream<DynamicTest> asLinkedBlockingQueue() {
        return cases().entrySet().stream()
                .map(play -> DynamicTest.dynamicTest(play.getKey(), () -> {
                    BlockingQueue<String> jdk = new LinkedBlockingQueue<>();
                    BlockingQueue<String> shared = region.queue(play.getKey(), Codecs.string(), CAPACITY);
                    assertThat(outcome(shared, play.getValue())).isEqualTo(outcome(jdk, play.getValue()));
                    assertThat(shared.toArray()).isEqualTo(jdk.toArray());
                }));
    }

    private static Object outcome(BlockingQueue<String> queue, Play play) {
        queue.addAll(List.of("a", "b", "c", "d"));
        try {
            return String.valueOf(play.apply(queue));
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    /** A list that refuses more than this many elements. */
    private static List<String> refusingAfter(int elements, List<String> accepted) {
        return new AbstractList<>() {
            @Override
            public boolean add(String element) {
                if (accepted.size() == elements) {
                    throw new UnsupportedOperationException(element);
                }
                return accepted.add(element);
            }

            @Override
            public String get(int index) {
                return accepted.get(index);
            }

            @Override
            public int size() {
                return accepted.size();
            }
        };
    }

    @SuppressWarnings({"NullAway", "ModifyingCollectionWithItself"}) // is what is tested
    private static Map<String, Play> cases() {
        Map<String, Play> cases = new LinkedHashMap<>();
        cases.put("drainTo a list that throws", queue -> {
            List<String> accepted = new ArrayList<>();
            assertThatThrownBy(() -> queue.drainTo(refusingAfter(2, accepted)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("c");
            return accepted;
        });
        cases.put("drainTo a full queue", queue -> {
            BlockingQueue<String> full = new LinkedBlockingQueue<>(1);
            assertThatThrownBy(() -> queue.drainTo(full)).isInstanceOf(IllegalStateException.class);
            return full;
        });
        cases.put("drainTo a list that puts back", queue -> {
            List<String> drained = new ArrayList<>() {
                private static final long serialVersionUID = 1L;

                @Override
                public boolean add(String element) {
                    return queue.offer(element) && super.add(element);
                }
            };
            return queue.drainTo(drained) + " " + drained;
        });
        cases.put("drainTo itself", queue -> queue.drainTo(queue));
        cases.put("drainTo nothing of itself", queue -> queue.drainTo(queue, 0));
        cases.put("drainTo null", queue -> queue.drainTo(null));
        cases.put("addAll itself", queue -> queue.addAll(queue));
        cases.put("addAll null", queue -> queue.addAll(null));
        cases.put("addAll with null", queue -> queue.addAll(Arrays.asList("x", null, "y")));
        cases.put("addAll empty", queue -> queue.addAll(List.of()));
        cases.put("contains(null)", queue -> queue.contains(null));
        cases.put("contains another class", queue -> ((BlockingQueue<?>) queue).contains(1));
        cases.put("containsAll", queue -> queue.containsAll(List.of("a", "d")) + " " + queue.containsAll(List.of("x")));
        cases.put(
                "toArray of a longer array",
                queue -> Arrays.toString(queue.toArray(new String[] {"1", "2", "3", "4", "5", "6"})));
        cases.put("toArray(null)", queue -> queue.toArray((String[]) null));
        cases.put("toArray of another class", queue -> queue.toArray(new Integer[0]));
        cases.put("stream takes", queue -> {
            queue.stream().peek(element -> queue.clear()).toArray();
            return queue.size();
        });
        cases.put("stream is lazy", queue -> {
            Stream<String> stream = queue.stream();
            queue.add("e");
            return stream.toList();
        });
        cases.put("forEach takes", queue -> {
            queue.forEach(element -> queue.poll());
            return queue.size();
        });
        cases.put("forEach(null)", queue -> {
            queue.forEach(null);
            return "";
        });
        cases.put("tryAdvance(null) of an empty queue", queue -> {
            queue.clear();
            return queue.spliterator().tryAdvance(null);
        });
        cases.put("clear", queue -> {
            queue.clear();
            return queue.peek();
        });
        cases.put("element", BlockingQueue::element);
        cases.put("characteristics", queue -> queue.spliterator().characteristics());
        cases.put("iterator sees later elements", queue -> {
            var elements = queue.iterator();
            queue.add("e");
            List<String> seen = new ArrayList<>();
            elements.forEachRemaining(seen::add);
            return seen;
        });
        return cases;
    }

    @Test
    void aStreamEndsThoughEachElementPutsAnother() {
        queue.add("a");
        assertThat(queue.stream().peek(element -> queue.offer("more")).toArray())
                .containsExactly("a");
        assertThat(queue.spliterator().hasCharacteristics(Spliterator.SIZED)).isFalse();
        queue.forEach(element -> queue.offer("more"));
        assertThat(queue).hasSize(4);
    }

    @Test
    void anotherOpeningOfTheSameQueueIsTheSameQueue() {
        ShmQueue<String> same = workspace.open().queue("queue", Codecs.string(), CAPACITY);
        queue.add("a");
        assertThatThrownBy(() -> queue.drainTo(same)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.addAll(same)).isInstanceOf(IllegalArgumentException.class);
        assertThat(same).containsExactly("a");
    }

    @Test
    void whoReceivesADrainMayNotTakeMeanwhile() {
        ShmQueue<String> same = workspace.open().queue("queue", Codecs.string(), CAPACITY);
        queue.addAll(List.of("a", "b", "c"));
        for (Runnable take : List.<Runnable>of(
                queue::poll, queue::clear, queue::remove, same::poll, () -> queue.drainTo(new ArrayList<>()))) {
            AtomicReference<String> seen = new AtomicReference<>();
            List<String> taking = new ArrayList<>() {
                private static final long serialVersionUID = 1L;

                @Override
                public boolean add(String element) {
                    seen.set(queue.peek());
                    take.run();
                    return true;
                }
            };
            assertThatThrownBy(() -> queue.drainTo(taking))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("queue=queue")
                    .hasMessageContaining("drainTo");
            assertThat(seen).hasValue("a");
        }
        assertThat(queue).containsExactly("a", "b", "c");
        assertThat(queue.poll()).isEqualTo("a");
    }

    @Test
    void lookingDoesNotMakeAConsumer() throws Exception {
        ShmQueue<String> single = region.queue(
                "single", Codecs.string(), QueueOptions.ofBytes(CAPACITY).withSingleConsumer());
        single.addAll(List.of("a", "b"));
        assertThat(single.peek()).isEqualTo("a");
        assertThat(single.element()).isEqualTo("a");
        assertThat(single.contains("b")).isTrue();
        assertThat(single.stream().toList()).containsExactly("a", "b");
        assertThat(single.iterator().next()).isEqualTo("a");
        assertThat(single.toArray()).hasSize(single.size());
        assertThat(single.isEmpty() || single.isDrained()).isFalse();
        TestThread.elsewhere(() -> assertThat(single.take()).isEqualTo("a"));
        assertThat(single.peek()).isEqualTo("b");
    }
}
