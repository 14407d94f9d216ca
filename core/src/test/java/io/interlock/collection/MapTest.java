package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapTest {

    private static final int MANY = 2_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmMap<String, Long> map = region.map("map", Codecs.string(), Codecs.int64());

    @AfterEach
    void isWhole() {
        if (!region.isClosed()) {
            assertThat(map.verify()).isEmpty();
        }
    }

    @Test
    void givesWhatWasPut() {
        assertThat(map.get("a")).isNull();
        assertThat(map.put("a", 1L)).isNull();
        assertThat(map.put("a", 2L)).isEqualTo(1L);
        assertThat(map.get("a")).isEqualTo(2L);
        assertThat(map.containsKey("a")).isTrue();
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.remove("a")).isEqualTo(2L);
        assertThat(map.remove("a")).isNull();
        assertThat(map).isEmpty();
    }

    /** So many keys that some have a tag of zeros, as an empty slot has. */
    @Test
    void whatIsNotThereIsNotFound() {
        for (int i = 0; i < MANY; i++) {
            map.put("there " + i, 1L);
        }
        long found = IntStream.range(0, 500_000)
                .filter(i -> map.get("absent " + i) != null)
                .count();
        assertThat(found).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 0x0102_0304_0506_0708L, Long.MIN_VALUE, Long.MAX_VALUE})
    void aNumberIsFoundWhicheverWayItIsLookedFor(long key) {
        ShmMap<Long, String> numbers = region.map("numbers", Codecs.int64(), Codecs.string());
        numbers.put(key, "value");
        assertThat(numbers.get(key)).isEqualTo("value");
        assertThat(numbers.containsKey(key)).isTrue();
        assertThat(numbers.getWith(key, ByteBuffer::remaining)).isEqualTo(5);
        assertThat(numbers.keySet()).containsExactly(key);
        assertThat(numbers.entrySet().iterator().next().getValue()).isEqualTo("value");
        assertThat(numbers.get(key ^ 2)).isNull();
        assertThat(numbers.put(key, "other")).isEqualTo("value");
        assertThat(numbers.remove(key)).isEqualTo("other");
        assertThat(numbers.containsKey(key)).isFalse();
    }

    @Test
    void changesAtomically() {
        assertThat(map.putIfAbsent("a", 1L)).isNull();
        assertThat(map.putIfAbsent("a", 2L)).isEqualTo(1L);
        assertThat(map.replace("a", 2L, 3L)).isFalse();
        assertThat(map.replace("a", 1L, 3L)).isTrue();
        assertThat(map.replace("b", 1L)).isNull();
        assertThat(map.replace("a", 4L)).isEqualTo(3L);
        assertThat(map.compute("a", (key, value) -> value == null ? 0 : value + 1))
                .isEqualTo(5L);
        assertThat(map.computeIfAbsent("b", key -> 7L)).isEqualTo(7L);
        assertThat(map.computeIfPresent("b", (key, value) -> null)).isNull();
        assertThat(map.merge("a", 10L, Long::sum)).isEqualTo(15L);
        assertThat(map.remove("a", 1L)).isFalse();
        assertThat(map.remove("a", 15L)).isTrue();
        assertThat(map).isEmpty();
    }

    @Test
    void growsAndShrinks() {
        Map<String, Long> expected = new HashMap<>();
        for (long i = 0; i < MANY; i++) {
            map.put("key " + i, i);
            expected.put("key " + i, i);
        }
        assertThat(map).isEqualTo(expected);
        assertThat(map.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(map.verify()).isEmpty();
        for (long i = 0; i < MANY; i += 2) {
            assertThat(map.remove("key " + i)).isEqualTo(i);
            expected.remove("key " + i);
        }
        assertThat(map).isEqualTo(expected);
        map.clear();
        assertThat(map).isEmpty();
        assertThat(map.get("key 1")).isNull();
    }

    @Test
    void memoryOfWhatWasReplacedIsUsedAgain() {
        for (long round = 0; round < 200_000; round++) {
            map.put("key " + round % 100, round);
        }
        assertThat(map).hasSize(100);
        assertThat(map.get("key 99")).isEqualTo(199_999L);
    }

    @Test
    void iteratorsRemoveAndSet() {
        for (long i = 0; i < 100; i++) {
            map.put("key " + i, i);
        }
        for (Iterator<Map.Entry<String, Long>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, Long> entry = entries.next();
            if (entry.getValue() % 2 == 0) {
                entries.remove();
            } else {
                entry.setValue(-entry.getValue());
            }
        }
        assertThat(map).hasSize(50).containsEntry("key 1", -1L).doesNotContainKey("key 2");
    }

    @Test
    void aViewOfTheBytesNeedsNoCopy() {
        map.put("a", 0x0102_0304L);
        Long seen = map.getWith("a", bytes -> {
            assertThat(bytes.isDirect()).isTrue();
            assertThat(bytes.isReadOnly()).isTrue();
            assertThat(bytes.remaining()).isEqualTo(Long.BYTES);
            return bytes.getLong();
        });
        assertThat(seen).isEqualTo(0x0102_0304L);
        Integer none = map.getWith("b", ByteBuffer::remaining);
        assertThat(none).isNull();
    }

    @Test
    void aFunctionThatThrowsChangesNothing() {
        map.put("a", 1L);
        assertThatThrownBy(() -> map.compute("a", (key, value) -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(map.get("a")).isEqualTo(1L);
        map.put("a", 2L);
    }

    @Test
    void aFunctionMustNotUseItsKeyAgain() {
        assertThatThrownBy(() -> map.compute("a", (key, value) -> map.put("a", 1L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("map=map");
        assertThat(map).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // what the types forbid is what is tested
    void refusesNullAndOtherCodecs() {
        assertThatThrownBy(() -> map.put("a", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.put(null, 1L)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.get(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> region.map("map", Codecs.string(), Codecs.int32()))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("value=int32")
                .hasMessageContaining("value=int64");
    }

    @Test
    void refusesWorkAfterClose() {
        map.put("a", 1L);
        region.close();
        assertThatThrownBy(() -> map.get("a")).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> map.put("a", 1L)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(map::size).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void twoProcessesSeeOneMap() throws Exception {
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(() -> {
            try (Region mine = Workspace.attach(path)) {
                ShmMap<String, Long> same = mine.map("map", Codecs.string(), Codecs.int64());
                for (int i = 0; i < MANY; i++) {
                    same.merge("sum " + i % 50, 1L, Long::sum);
                }
            }
        });
        for (int i = 0; i < MANY; i++) {
            map.merge("sum " + i % 50, 1L, Long::sum);
        }
        child.join();
        assertThat(map).hasSize(50);
        assertThat(map.values()).allMatch(sum -> sum == 2 * MANY / 50);
    }
}
