package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many threads of one process on one map. */
@Tag("exhaustive")
@Timeout(120) // watchdog against a hang
class MapThreadsTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;
    private static final int KEYS = 64;
    private static final int FEW_KEYS = 4;
    private static final int ONE_STRIPE_BYTES = 120 * 1024;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void changesOfOneKeyDoNotGetLost() throws Exception {
        ShmMap<Integer, Long> map = region.map("map", Codecs.int32(), Codecs.int64());
        joinAll(start(false, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                map.merge(i % KEYS, 1L, Long::sum);
            }
        }));
        long sum = map.values().stream().mapToLong(Long::longValue).sum();
        assertThat(sum).isEqualTo((long) THREADS * ROUNDS);
        assertThat(map.verify()).isEmpty();
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread leaves its carrier to another
    void virtualThreadsUseItToo() throws Exception {
        ShmMap<Integer, Long> map = region.map("map", Codecs.int32(), Codecs.int64());
        joinAll(start(true, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                map.merge(i % KEYS, 1L, Long::sum);
                if (i % 8 == 0) {
                    Thread.yield();
                }
            }
        }));
        assertThat(map.values()).allMatch(count -> count > 0);
        assertThat(map.values().stream().mapToLong(Long::longValue).sum()).isEqualTo((long) THREADS * ROUNDS);
    }

    /** A value's bytes are all the same; its length says which. Memory is reused all the time. */
    @Test
    void readersSeeWholeValuesOnly() throws Exception {
        ShmMap<Integer, byte[]> map = region.map("map", Codecs.int32(), Codecs.bytes());
        for (int key = 0; key < KEYS; key++) {
            map.put(key, value(key));
        }
        AtomicBoolean done = new AtomicBoolean();
        List<TestThread<Boolean>> readers = start(false, () -> {
            for (int i = 0; !done.get(); i++) {
                byte[] found = map.get(i % KEYS);
                assertThat(isWhole(found)).isTrue();
                Boolean viewed = map.getWith(i % KEYS, bytes -> {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    return isWhole(copy);
                });
                assertThat(viewed).isTrue();
            }
        });
        try {
            for (int i = 0; i < 20 * ROUNDS; i++) {
                map.set(i * 7 % KEYS, value(i));
            }
        } finally {
            done.set(true);
        }
        joinAll(readers);
        assertThat(map.verify()).isEmpty();
    }

    /** Values of one size are written where others were read a moment ago. */
    @Test
    void readersSeeWholeValuesOfTheirKeysWhereAllHaveOneSize() throws Exception {
        ShmMap<Integer, byte[]> map = region.map("map", Codecs.int32(), Codecs.bytes());
        for (int key = 0; key < KEYS; key++) {
            map.put(key, valueOf(key, 0));
        }
        AtomicBoolean done = new AtomicBoolean();
        List<TestThread<Boolean>> readers = start(false, () -> {
            for (int i = 0; !done.get(); i++) {
                int key = i % KEYS;
                assertThat(isOf(key, map.get(key))).isTrue();
                Boolean viewed = map.getWith(key, bytes -> {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    return isOf(key, copy);
                });
                assertThat(viewed).isTrue();
            }
        });
        try {
            for (int i = 0; i < 100 * ROUNDS; i++) {
                int key = i * 7 % KEYS;
                map.set(key, valueOf(key, i));
                map.set(key, valueOf(key, i + 1));
            }
        } finally {
            done.set(true);
        }
        joinAll(readers);
        assertThat(map.verify()).isEmpty();
    }

    /** A reader may come late to a table that was replaced, whose slots refer to records that are other entries' by now. */
    @Test
    void keysThatStayAreFoundWhereTablesAreReplaced() throws Exception {
        for (int round = 0; round < 25; round++) {
            try (Region small = Region.builder(workspace.path("small-" + round))
                    .capacity(ONE_STRIPE_BYTES)
                    .open()) {
                findWhileTheTableGrows(small.map("map", Codecs.int32(), Codecs.int32()));
            }
        }
    }

    private static void findWhileTheTableGrows(ShmMap<Integer, Integer> map) throws Exception {
        for (int key = 0; key < FEW_KEYS; key++) {
            map.put(key, key);
        }
        AtomicBoolean done = new AtomicBoolean();
        List<TestThread<Boolean>> readers = start(false, () -> {
            for (int i = 0; !done.get(); i++) {
                assertThat(map.get(i % FEW_KEYS)).isNotNull();
            }
        });
        try {
            for (int other = FEW_KEYS; other < 4 * KEYS; other++) {
                map.put(other, other);
                // Each in the record of the one before.
                for (int i = 0; i < ROUNDS / 5; i++) {
                    map.set(i % FEW_KEYS, i);
                }
            }
        } finally {
            done.set(true);
        }
        joinAll(readers);
        assertThat(map.verify()).isEmpty();
    }

    @Test
    void iteratorsGiveEachKeyThatStaysOnce() throws Exception {
        ShmMap<Integer, Integer> map = region.map("map", Codecs.int32(), Codecs.int32());
        for (int key = 0; key < KEYS; key++) {
            map.put(key, key);
        }
        AtomicBoolean done = new AtomicBoolean();
        TestThread<Boolean> writer = TestThread.run(() -> {
            for (int i = 0; !done.get(); i++) {
                int other = KEYS + i % 3_000;
                map.put(other, other);
                map.put(i % KEYS, i);
                map.remove(KEYS + (i + 1_500) % 3_000);
            }
        });
        try {
            for (int round = 0; round < 100; round++) {
                Set<Integer> seen = new HashSet<>();
                for (int key : map.keySet()) {
                    assertThat(seen.add(key)).isTrue();
                }
                for (int key = 0; key < KEYS; key++) {
                    assertThat(seen).contains(key);
                }
            }
        } finally {
            done.set(true);
        }
        writer.join();
    }

    private static byte[] valueOf(int key, int number) {
        byte[] value = new byte[100];
        Arrays.fill(value, (byte) number);
        value[0] = (byte) key;
        return value;
    }

    private static boolean isOf(int key, byte @Nullable [] value) {
        return value != null && Arrays.equals(value, valueOf(key, value[1]));
    }

    private static byte[] value(int number) {
        byte[] value = new byte[1 + number % 900];
        Arrays.fill(value, (byte) value.length);
        return value;
    }

    private static boolean isWhole(byte @Nullable [] value) {
        if (value == null) {
            return false;
        }
        for (byte b : value) {
            if (b != (byte) value.length) {
                return false;
            }
        }
        return value.length > 0;
    }

    private static List<TestThread<Boolean>> start(boolean virtual, TestThread.Action action) {
        List<TestThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(virtual ? TestThread.runVirtual(action) : TestThread.run(action));
        }
        return threads;
    }

    private static void joinAll(List<TestThread<Boolean>> threads) throws Exception {
        for (TestThread<Boolean> thread : threads) {
            thread.join();
        }
    }
}
