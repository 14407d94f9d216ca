package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams, of the types for which the JDK has one. */
class ArrayStreamTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void aStreamHasTheElementsInOrder() {
        ShmIntArray ints = region.intArray("ints", 4);
        ints.set(0, new int[] {5, -6, 7, 8}, 0, 4);
        assertThat(ints.stream()).containsExactly(5, -6, 7, 8);
        assertThat(ints.slice(1, 3).stream().sum()).isEqualTo(1);
        ShmLongArray longs = region.longArray("longs", 3);
        longs.set(0, new long[] {Long.MAX_VALUE, 0, -1}, 0, 3);
        assertThat(longs.stream()).containsExactly(Long.MAX_VALUE, 0L, -1L);
        ShmDoubleArray doubles = region.doubleArray("doubles", 2);
        doubles.set(1, 0.5);
        assertThat(doubles.stream()).containsExactly(0.0, 0.5);
        assertThat(doubles.slice(1, 1).stream()).isEmpty();
    }

    @Test
    void anElementIsReadWhenTheStreamGetsToIt() {
        ShmIntArray ints = region.intArray("ints", 2);
        var elements = ints.stream().iterator();
        assertThat(elements.nextInt()).isZero();
        ints.set(1, 9);
        assertThat(elements.nextInt()).isEqualTo(9);
    }

    @Test
    void aClosedRegionsArrayHasNoStream() {
        ShmIntArray ints = region.intArray("ints", 2);
        region.close();
        assertThatThrownBy(ints::stream).isInstanceOf(RegionClosedException.class);
    }
}
