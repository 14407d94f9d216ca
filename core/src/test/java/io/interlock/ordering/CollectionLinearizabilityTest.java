package io.interlock.ordering;

import io.interlock.collection.Codecs;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmList;
import io.interlock.collection.ShmMap;
import io.interlock.collection.ShmQueue;
import io.interlock.testing.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Maps, lists and queues: what threads do to them at once has an order; see {@link Linearizability}. */
@Tag("exhaustive")
class CollectionLinearizabilityTest {

    private static final List<Class<?>> TYPES = List.of(Maps.class, Lists.class, Queues.class);
    private static final AtomicInteger FRESH = new AtomicInteger();

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(600) // watchdog against a hang
    void everyRunHasAnOrder(@TempDir Path temporary) throws Exception {
        Linearizability.check(TYPES, workspace, temporary);
    }

    /** A map; each run has keys of its own in it. */
    @Param(name = "key", gen = IntGen.class, conf = "0:1")
    @Param(name = "value", gen = IntGen.class, conf = "0:2")
    public static final class Maps {

        private static final int KEYS = 2;

        private final ShmMap<Integer, Integer> map = Pool.region().map("map", Codecs.int32(), Codecs.int32());
        private final int first = KEYS * FRESH.getAndIncrement();

        @Operation
        public @Nullable Integer get(@Param(name = "key") int key) {
            return map.get(first + key);
        }

        @Operation
        public @Nullable Integer put(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.put(first + key, value);
        }

        @Operation
        public @Nullable Integer putIfAbsent(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.putIfAbsent(first + key, value);
        }

        @Operation
        public @Nullable Integer remove(@Param(name = "key") int key) {
            return map.remove(first + key);
        }

        @Operation
        public boolean replace(
                @Param(name = "key") int key, @Param(name = "value") int expected, @Param(name = "value") int value) {
            return map.replace(first + key, expected, value);
        }

        @Operation
        public @Nullable Integer merge(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.merge(first + key, value, (one, other) -> one + other == 2 ? null : one + other);
        }

        @Operation
        public @Nullable Integer computeIfPresent(@Param(name = "key") int key) {
            return map.computeIfPresent(first + key, (k, value) -> value + 1);
        }

        /** As it ought to be. */
        public static final class Plain {
            private final Map<Integer, Integer> map = new TreeMap<>();

            public @Nullable Integer get(int key) {
                return map.get(key);
            }

            public @Nullable Integer put(int key, int value) {
                return map.put(key, value);
            }

            public @Nullable Integer putIfAbsent(int key, int value) {
                return map.putIfAbsent(key, value);
            }

            public @Nullable Integer remove(int key) {
                return map.remove(key);
            }

            public boolean replace(int key, int expected, int value) {
                return map.replace(key, expected, value);
            }

            public @Nullable Integer merge(int key, int value) {
                return map.merge(key, value, (one, other) -> one + other == 2 ? null : one + other);
            }

            public @Nullable Integer computeIfPresent(int key) {
                return map.computeIfPresent(key, (k, value) -> value + 1);
            }
        }
    }

    /** A list of its own for each run; an index that there is none of gives null. */
    @Param(name = "index", gen = IntGen.class, conf = "0:2")
    @Param(name = "element", gen = IntGen.class, conf = "0:2")
    public static final class Lists {

        private final ShmList<Integer> list = Pool.region().list("list" + FRESH.getAndIncrement(), Codecs.int32());

        @Operation
        public int size() {
            return list.size();
        }

        @Operation
        public @Nullable Integer get(@Param(name = "index") int index) {
            try {
                return list.get(index);
            } catch (IndexOutOfBoundsException e) {
                return null;
            }
        }

        @Operation
        public void add(@Param(name = "element") int element) {
            list.add(element);
        }

        @Operation
        public boolean insert(@Param(name = "index") int index, @Param(name = "element") int element) {
            try {
                list.add(index, element);
                return true;
            } catch (IndexOutOfBoundsException e) {
                return false;
            }
        }

        @Operation
        public @Nullable Integer set(@Param(name = "index") int index, @Param(name = "element") int element) {
            try {
                return list.set(index, element);
            } catch (IndexOutOfBoundsException e) {
                return null;
            }
        }

        @Operation
        public @Nullable Integer remove(@Param(name = "index") int index) {
            try {
                return list.remove(/* index */ index);
            } catch (IndexOutOfBoundsException e) {
                return null;
            }
        }

        /** As it ought to be. */
        public static final class Plain {
            private final List<Integer> list = new ArrayList<>();

            public int size() {
                return list.size();
            }

            public @Nullable Integer get(int index) {
                return index < list.size() ? list.get(index) : null;
            }

            public void add(int element) {
                list.add(element);
            }

            public boolean insert(int index, int element) {
                if (index > list.size()) {
                    return false;
                }
                list.add(index, element);
                return true;
            }

            public @Nullable Integer set(int index, int element) {
                return index < list.size() ? list.set(index, element) : null;
            }

            public @Nullable Integer remove(int index) {
                return index < list.size() ? list.remove(/* index */ index) : null;
            }
        }
    }

    /** A queue of its own for each run, full at two elements. */
    @Param(name = "element", gen = IntGen.class, conf = "0:2")
    public static final class Queues {

        private static final int MAX_ELEMENTS = 2;

        /** The Javadoc of {@link ShmQueue} says 100 ms. */
        private static final long GIVES_UP_AFTER_NS = 90_000_000;

        private static final QueueOptions OPTIONS = QueueOptions.ofBytes(64).atMost(MAX_ELEMENTS);

        private final ShmQueue<Integer> queue =
                Pool.region().queue("queue" + FRESH.getAndIncrement(), Codecs.int32(), OPTIONS);

        @Operation
        public boolean offer(@Param(name = "element") int element) {
            return exact(() -> queue.offer(element), offered -> !offered);
        }

        @Operation
        public @Nullable Integer poll() {
            return exact(queue::poll, Objects::isNull);
        }

        @Operation
        public @Nullable Integer peek() {
            return exact(queue::peek, Objects::isNull);
        }

        @Operation
        public int size() {
            return queue.size();
        }

        /** A drain without a limit leaves what is put meanwhile, as its Javadoc says, so only this one has a moment. */
        @Operation
        public List<Integer> drainOne() {
            List<Integer> drained = new ArrayList<>();
            return exact(
                    () -> {
                        queue.drainTo(drained, 1);
                        return drained;
                    },
                    List::isEmpty);
        }

        /** Repeats a call that may have given up, as its Javadoc allows where another thread did not run for long. */
        private static <T extends @Nullable Object> T exact(Supplier<T> call, Predicate<T> mayHaveGivenUp) {
            for (; ; ) {
                long startNs = System.nanoTime();
                T result = call.get();
                if (!mayHaveGivenUp.test(result) || System.nanoTime() - startNs < GIVES_UP_AFTER_NS) {
                    return result;
                }
            }
        }

        /** As it ought to be. */
        public static final class Plain {
            private final List<Integer> queue = new ArrayList<>();

            public boolean offer(int element) {
                return queue.size() < MAX_ELEMENTS && queue.add(element);
            }

            public @Nullable Integer poll() {
                return queue.isEmpty() ? null : queue.remove(/* index */ 0);
            }

            public @Nullable Integer peek() {
                return queue.isEmpty() ? null : queue.get(0);
            }

            public int size() {
                return queue.size();
            }

            public List<Integer> drainOne() {
                return queue.isEmpty() ? List.of() : List.of(queue.remove(/* index */ 0));
            }
        }
    }
}
