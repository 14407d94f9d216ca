package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionFullException;
import io.interlock.testing.Workspace;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full region refuses before anything has changed, and has room again once something was removed. */
class MapFullTest {

    private static final int CAPACITY_BYTES = 1 << 20;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmMap<Integer, byte[]> map = region.map("map", Codecs.int32(), Codecs.bytes());

    /** Values that fill a page and a little leave the most unused: 65 to 71 %, depending on how the keys spread over stripes. */
    @ParameterizedTest
    @ValueSource(ints = {8, 100, 1_000, 5_000, 30_000})
    void mostOfTheRegionCanBeUsed(int valueBytes) {
        int count = fill(map, valueBytes);
        assertThat((long) count * valueBytes + count * 40L).isGreaterThan(CAPACITY_BYTES * 60L / 100);
        assertThat(map).hasSize(count);
        assertThat(map.verify()).isEmpty();
    }

    @Test
    void aPutThatDoesNotFitChangesNothing() {
        int count = fill(map, 100);
        Map<Integer, Integer> before = lengths();
        assertThatThrownBy(() -> map.put(0, new byte[50_000]))
                .isInstanceOf(RegionFullException.class)
                .hasMessageContaining("map=map")
                .hasMessageContaining("free=");
        assertThatThrownBy(() -> map.compute(-1, (key, value) -> new byte[50_000]))
                .isInstanceOf(RegionFullException.class);
        assertThat(lengths()).isEqualTo(before).hasSize(count);
        assertThat(map.verify()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 100, 1_000, 20_000})
    void thereIsRoomAgainForOtherSizes(int otherBytes) {
        int count = fill(map, 200);
        for (int key = 0; key < count; key += 2) {
            map.remove(key);
        }
        int again = fill(map, otherBytes, count);
        assertThat((again - count) * (otherBytes + 40L)).isGreaterThan(count / 2 * 240L * 6 / 10);
        assertThat(map.verify()).isEmpty();
    }

    @Test
    void whatWasRemovedFitsAgain() {
        int count = fill(map, 100);
        for (int key = 0; key < count; key += 10) {
            assertThat(map.remove(key)).hasSize(100);
            map.put(key, new byte[100]);
        }
        assertThat(map).hasSize(count);
    }

    @Test
    void whatOneMapGaveUpAnotherCanUse() {
        ShmMap<Integer, byte[]> other = region.map("other", Codecs.int32(), Codecs.bytes());
        int count = fill(map, 300);
        for (int key = 0; key < count; key++) {
            map.delete(key);
        }
        assertThat(fill(other, 9_000)).isGreaterThan(CAPACITY_BYTES * 6 / 10 / 9_000);
        assertThat(other.verify()).isEmpty();
        other.clear();
        assertThat(fill(map, 300)).isGreaterThan(count * 9 / 10);
    }

    @Test
    void namedPrimitivesAndMapsDoNotMeet() {
        assertThatThrownBy(() -> {
                    for (int i = 0; ; i++) {
                        region.longValue("value " + i).set(i);
                        map.put(i, new byte[100]);
                    }
                })
                .isInstanceOf(RegionFullException.class);
        assertThat(map.verify()).isEmpty();
        for (int key = 0; key < map.size(); key++) {
            assertThat(region.longValue("value " + key).get()).isEqualTo(key);
            assertThat(map.get(key)).containsOnly(0);
        }
    }

    private Map<Integer, Integer> lengths() {
        Map<Integer, Integer> lengths = new HashMap<>();
        map.forEach((key, value) -> lengths.put(key, value.length));
        return lengths;
    }

    private static int fill(ShmMap<Integer, byte[]> map, int valueBytes) {
        return fill(map, valueBytes, 0);
    }

    /** Puts values until there is no room; returns the key that had none. */
    private static int fill(ShmMap<Integer, byte[]> map, int valueBytes, int from) {
        for (int key = from; ; key++) {
            try {
                map.put(key, new byte[valueBytes]);
            } catch (RegionFullException e) {
                assertThat(map.containsKey(key)).isFalse();
                return key;
            }
        }
    }
}
