package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Regions of 2 GiB and more, of which little is used: pages are given out from the end of the file on, so that the first of
 * them is as far as a page can be. Mapped in pieces of 1 GiB, whose borders what is given out has to keep to.
 */
@Tag("exhaustive")
@Timeout(120) // watchdog against a hang
class LargeRegionTest {

    private static final long GIB = 1L << 30;
    private static final int MIB = 1 << 20;

    /** Its first pages are where only all bits of a place in a slot reach. */
    private static final long LARGEST_OF_NARROW_SLOTS = 2 * GIB;

    private static final int DIRECTORY = 4096 + 16_384 * 128;
    private static final int PAGE = 4096;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    /** A region whose first page ends this many bytes beyond the border at 4 GiB. */
    private Region regionWithTopBehindBorder(long bytes) {
        // The page table is a 512th of the file without the header.
        long room = (4 * GIB + bytes - DIRECTORY) / PAGE * PAGE;
        return workspace.keep(Region.builder(workspace.path())
                .capacity(room + room / 511 / PAGE * PAGE + PAGE)
                .open());
    }

    /** All pages beyond the border, on both sides of it, and before it with a page table that crosses it. */
    @ParameterizedTest
    @ValueSource(longs = {64 * MIB, MIB, -4 * MIB})
    void aMapUsesBytesBeyondFourGigabytes(long topBehindBorder) throws Exception {
        Region region = regionWithTopBehindBorder(topBehindBorder);
        assertThat(Files.size(workspace.path())).isGreaterThan(4 * GIB);
        ShmMap<Integer, byte[]> map = region.map("map", Codecs.int32(), Codecs.bytes());
        for (int round = 0; round < 3; round++) {
            for (int key = 0; key < 200; key++) {
                map.put(key, value(key, round));
            }
        }
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> {
            ShmMap<Integer, byte[]> same = Workspace.attach(path).map("map", Codecs.int32(), Codecs.bytes());
            for (int key = 0; key < 200; key++) {
                assertThat(same.get(key)).isEqualTo(value(key, 2));
                same.put(key, value(key, 3));
            }
        });
        other.join();
        for (int key = 0; key < 200; key++) {
            assertThat(map.get(key)).isEqualTo(value(key, 3));
        }
        assertThat(region.verify()).isEmpty();
        map.clear();
        assertThat(region.verify()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {LARGEST_OF_NARROW_SLOTS, LARGEST_OF_NARROW_SLOTS + PAGE})
    void aMapIsAsOthersOnBothSidesOfNarrowSlots(long fileBytes) throws Exception {
        Region region = regionOf(fileBytes);
        new MapModelTest.Maps().play(workspace, region);
        assertThat(region.verify()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {LARGEST_OF_NARROW_SLOTS, LARGEST_OF_NARROW_SLOTS + PAGE})
    void aListIsAsOthersOnBothSidesOfNarrowSlots(long fileBytes) throws Exception {
        Region region = regionOf(fileBytes);
        new ListModelTest.Lists().play(workspace, region);
        assertThat(region.verify()).isEmpty();
    }

    private Region regionOf(long fileBytes) throws IOException {
        Region region = workspace.keep(
                Region.builder(workspace.path()).capacity(fileBytes - DIRECTORY).open());
        assertThat(Files.size(workspace.path())).isEqualTo(fileBytes);
        return region;
    }

    @Test
    void aListUsesThemToo() {
        Region region = regionWithTopBehindBorder(MIB);
        ShmList<byte[]> list = region.list("list", Codecs.bytes());
        for (int i = 0; i < 200; i++) {
            list.add(list.size() / 2, value(i, 1));
        }
        for (int i = 0; i < 100; i++) {
            list.delete(i);
        }
        assertThat(list).hasSize(100);
        assertThat(list.get(0)).isEqualTo(value(3, 1));
        assertThat(region.verify()).isEmpty();
    }

    /** More than 2 GiB in use at once, in maps and in entries, some of which do not fit before a border. */
    @Test
    @Tag("stress")
    @Timeout(600) // watchdog against a hang
    void moreThanTwoGigabytesAreUsed() {
        Region region = workspace.keep(
                Region.builder(workspace.path()).capacity(5 * GIB).open());
        ShmMap<Integer, byte[]> map = region.map("map", Codecs.int32(), Codecs.bytes());
        int values = 2_300;
        for (int key = 0; key < values; key++) {
            map.set(key, large(key));
        }
        assertThat(map).hasSize(values);
        for (int key = 0; key < values; key++) {
            assertThat(map.get(key)).isEqualTo(large(key));
        }
        assertThat(region.verify()).isEmpty();
        int capacity = 400 * MIB;
        for (String name : new String[] {"one", "two", "three"}) {
            ShmQueue<byte[]> queue = region.queue(name, Codecs.bytes(), capacity);
            assertThat(queue.offer(large(1))).isTrue();
        }
        assertThat(region.queue("three", Codecs.bytes(), capacity).poll()).isEqualTo(large(1));
        for (int key = 0; key < values; key += 2) {
            assertThat(map.delete(key)).isTrue();
        }
        assertThat(region.verify()).isEmpty();
    }

    private static byte[] large(int key) {
        byte[] value = new byte[MIB];
        Arrays.fill(value, (byte) key);
        return value;
    }

    private static byte[] value(int key, int round) {
        byte[] value = new byte[10_000 + 100 * key];
        Arrays.fill(value, (byte) (key * 31 + round));
        return value;
    }
}
