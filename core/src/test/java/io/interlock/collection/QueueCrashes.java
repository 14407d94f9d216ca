package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.internal.bias.BiasedLock;
import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An element was put or not, and taken or not; the queue goes on. The roles of a single producer and consumer pass on. */
final class QueueCrashes {

    private static final int CAPACITY = 64;
    private static final String MUCH = "x".repeat(CAPACITY - 16);

    private QueueCrashes() {}

    static List<CrashCase<ShmQueue<String>>> cases(QueueOptions shape) {
        return List.of(
                of(shape, CAPACITY, "put", queue -> queue.put("b"))
                        .preparation(queue -> queue.put("a"))
                        .happened(queue -> queue.contains("b"))
                        .instead(queue -> queue.put("b"))
                        .afterwards((queue, completed) -> assertHolds(queue, "a", "b")),
                of(shape, CAPACITY, "put over the end", queue -> queue.offer("b".repeat(40)))
                        .preparation(queue -> {
                            queue.put(MUCH);
                            assertThat(queue.poll()).isEqualTo(MUCH);
                        })
                        .happened(queue -> !queue.isEmpty())
                        .instead(queue -> queue.put("b".repeat(40)))
                        .afterwards((queue, completed) -> assertHolds(queue, "b".repeat(40))),
                of(shape, CAPACITY, "put to a sleeper", queue -> queue.put("a"))
                        .sleeper(queue -> assertThat(queue.take()).isEqualTo("a"))
                        .happened(queue -> queue.unfinished() == 1)
                        .instead(queue -> queue.put("a"))
                        .afterwards((queue, completed) -> assertHolds(queue)),
                of(shape, 8, "put after a wait", queue -> queue.put("b"))
                        .preparation(queue -> queue.put("12345678"))
                        .meanwhile(queue -> assertThat(queue.take()).isEqualTo("12345678"))
                        .happened(queue -> queue.contains("b"))
                        .instead(queue -> queue.put("b"))
                        .afterwards((queue, completed) -> assertHolds(queue, "b")),
                of(shape, CAPACITY, "take", queue -> assertThat(queue.take()).isEqualTo("a"))
                        .before(queue -> queue.addAll(List.of("a", "b")))
                        .happened(queue -> !queue.contains("a"))
                        .instead(queue -> assertThat(queue.take()).isEqualTo("a"))
                        .afterwards((queue, completed) -> assertHolds(queue, "b")),
                of(
                                shape,
                                CAPACITY,
                                "take before a sleeper",
                                queue -> assertThat(queue.poll()).isEqualTo(MUCH))
                        .sleeper(queue -> {
                            queue.put(MUCH);
                            queue.put("b".repeat(40));
                        })
                        .happened(queue -> !queue.contains(MUCH))
                        .instead(queue -> assertThat(queue.poll()).isEqualTo(MUCH))
                        .afterwards((queue, completed) -> assertHolds(queue, "b".repeat(40))),
                of(
                                shape,
                                CAPACITY,
                                "take after a wait",
                                queue -> assertThat(queue.take()).isEqualTo("a"))
                        .meanwhile(queue -> queue.put("a"))
                        .happened(queue -> queue.isEmpty())
                        .instead(queue -> assertThat(queue.take()).isEqualTo("a"))
                        .afterwards((queue, completed) -> assertHolds(queue)),
                of(
                                shape,
                                CAPACITY,
                                "offer in time",
                                queue -> assertThat(queue.offer("b", 1, TimeUnit.DAYS))
                                        .isTrue())
                        .happened(queue -> queue.contains("b"))
                        .instead(queue -> queue.put("b"))
                        .afterwards((queue, completed) -> assertHolds(queue, "b")),
                of(
                                shape,
                                CAPACITY,
                                "poll in time",
                                queue ->
                                        assertThat(queue.poll(1, TimeUnit.DAYS)).isEqualTo("a"))
                        .before(queue -> queue.addAll(List.of("a", "b")))
                        .happened(queue -> !queue.contains("a"))
                        .instead(queue -> assertThat(queue.take()).isEqualTo("a"))
                        .afterwards((queue, completed) -> assertHolds(queue, "b")),
                of(shape, CAPACITY, "clear", ShmQueue::clear)
                        .before(queue -> queue.addAll(List.of("a", "b", "c")))
                        .happened(queue -> !queue.contains("a"))
                        .instead(ShmQueue::clear)
                        .afterwards((queue, completed) -> assertHolds(queue)),
                of(shape, CAPACITY, "drainTo", queue -> queue.drainTo(new ArrayList<>(), 2))
                        .before(queue -> queue.addAll(List.of("a", "b", "c")))
                        .happened(queue -> !queue.contains("a"))
                        .instead(queue ->
                                assertThat(queue.drainTo(new ArrayList<>(), 2)).isEqualTo(2))
                        .afterwards((queue, completed) -> assertHolds(queue, "c")),
                of(shape, CAPACITY, "close", ShmQueue::close)
                        .sleeper(QueueCrashes::takeTheEnd)
                        .happened(ShmQueue::isClosed)
                        .instead(ShmQueue::close)
                        .afterwards((queue, completed) -> {
                            assertThat(queue.isDrained()).isTrue();
                            takeTheEnd(queue);
                        }),
                of(shape, CAPACITY, "closeNow", ShmQueue::closeNow)
                        .before(queue -> queue.addAll(List.of("a", "b", "c")))
                        .sleeper(ShmQueue::join)
                        .happened(ShmQueue::isClosed)
                        .instead(ShmQueue::closeNow)
                        .afterwards((queue, completed) -> {
                            assertThat(queue).isEmpty();
                            assertThat(queue.isDrained()).isTrue();
                            assertThat(queue.unfinished()).isZero();
                            takeTheEnd(queue);
                        }),
                of(shape, CAPACITY, "take the end", QueueCrashes::takeTheEnd)
                        .before(ShmQueue::close)
                        .afterwards((queue, completed) -> {
                            takeTheEnd(queue);
                            assertThat(queue.isDrained()).isTrue();
                        }),
                of(shape, CAPACITY, "taskDone", ShmQueue::taskDone)
                        .before(queue -> queue.put("a"))
                        .sleeper(ShmQueue::join)
                        .happened(queue -> queue.unfinished() == 0)
                        .instead(ShmQueue::taskDone)
                        .afterwards((queue, completed) -> {
                            assertThat(queue.unfinished()).isZero();
                            assertHolds(queue, "a");
                        }));
    }

    /** What differs where locks pass on and may become biased: with a single producer and consumer they do neither. */
    static List<CrashCase<ShmQueue<String>>> casesOfMany(QueueOptions shape) {
        return List.of(
                of(shape, CAPACITY, "isDrained", ShmQueue::isDrained)
                        .before(ShmQueue::close)
                        .afterwards((queue, completed) -> {
                            takeTheEnd(queue);
                            assertThat(queue.isDrained()).isTrue();
                        }),
                putB(shape, "put with a biased lock").preparation(QueueCrashes::biasLocks),
                takeA(shape, "take with a biased lock").preparation(QueueCrashes::biasAndPutA),
                putB(shape, "put with a lock biased to another").before(QueueCrashes::biasLocks),
                takeA(shape, "take with a lock biased to another").before(QueueCrashes::biasAndPutA));
    }

    /** Into a queue that is empty. */
    private static CrashCase<ShmQueue<String>> putB(QueueOptions shape, String operation) {
        return of(shape, CAPACITY, operation, queue -> queue.put("b"))
                .happened(queue -> queue.contains("b"))
                .instead(queue -> queue.put("b"))
                .afterwards((queue, completed) -> assertHolds(queue, "b"));
    }

    /** From a queue that has nothing else. */
    private static CrashCase<ShmQueue<String>> takeA(QueueOptions shape, String operation) {
        Step<ShmQueue<String>> take = queue -> assertThat(queue.take()).isEqualTo("a");
        return of(shape, CAPACITY, operation, take)
                .happened(ShmQueue::isEmpty)
                .instead(take)
                .afterwards((queue, completed) -> assertHolds(queue));
    }

    private static void biasAndPutA(ShmQueue<String> queue) throws InterruptedException {
        biasLocks(queue);
        queue.put("a");
    }

    /** From here on both locks are biased to the calling thread. */
    private static void biasLocks(ShmQueue<String> queue) throws InterruptedException {
        for (int i = 0; i <= 2 * BiasedLock.BIAS_AFTER; i++) {
            queue.put("");
            assertThat(queue.take()).isEmpty();
        }
    }

    private static CrashCase<ShmQueue<String>> of(
            QueueOptions shape, int capacity, String operation, Step<ShmQueue<String>> step) {
        QueueOptions options =
                new QueueOptions(capacity, shape.mostElements(), shape.singleProducer(), shape.singleConsumer());
        String name = (shape.singleProducer() ? "single " : "") + "queue " + operation;
        return CrashCase.of(name, (region, unique) -> region.queue(unique, Utf8.CODEC, options), step);
    }

    private static void takeTheEnd(ShmQueue<String> queue) throws InterruptedException {
        try {
            throw new AssertionError("taken from a closed queue: " + queue.take());
        } catch (QueueClosedException e) {
            assertThat(queue.poll()).isNull();
        }
    }

    /** Exactly these, and it goes on over a few rounds. */
    private static void assertHolds(ShmQueue<String> queue, String... elements) throws InterruptedException {
        assertThat(queue.size()).isEqualTo(elements.length);
        assertThat(queue).containsExactly(elements);
        for (String element : elements) {
            assertThat(queue.take()).isEqualTo(element);
        }
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        String largest = "y".repeat(queue.options().capacityBytes());
        for (int i = 0; i < 20; i++) {
            queue.put(largest);
            assertThat(queue.offer("")).isFalse();
            assertThat(queue.take()).isEqualTo(largest);
            queue.put("");
            assertThat(queue.take()).isEmpty();
        }
    }
}
