package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a list is beyond {@link List}: shared, full, closed. */
@Timeout(60) // watchdog against a hang
class ListTest {

    private static final int PROCESSES = 3;
    private static final int EACH = 500;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmList<Integer> list = region.list("list", Codecs.int32());

    @Test
    void nothingThatSeveralProcessesAddIsLost() throws Exception {
        String path = workspace.path().toString();
        List<JvmProcess> others = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            int first = i * EACH;
            others.add(workspace.start(() -> {
                ShmList<Integer> same = Workspace.attach(path).list("list", Codecs.int32());
                for (int n = first; n < first + EACH; n++) {
                    same.add(n % 2 == 0 ? same.size() / 2 : 0, n);
                }
            }));
        }
        for (JvmProcess other : others) {
            other.join();
        }
        assertThat(list)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, PROCESSES * EACH).boxed().toList());
        assertThat(list.verify()).isEmpty();
    }

    @Test
    void anUpdateIsOneStep() throws Exception {
        list.add(0);
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> {
            ShmList<Integer> same = Workspace.attach(path).list("list", Codecs.int32());
            for (int i = 0; i < EACH; i++) {
                var unused = same.update(0, n -> n + 1);
            }
        });
        for (int i = 0; i < EACH; i++) {
            var unused = list.update(0, n -> n + 1);
        }
        other.join();
        assertThat(list).containsExactly(2 * EACH);
    }

    @Test
    void saysWhichIndexAndHowMany() {
        list.add(1);
        assertThatThrownBy(() -> list.get(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContainingAll("list=list", "index=1", "size=1");
        assertThatThrownBy(() -> list.put(-1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.add(3, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.remove(/* index */ 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(list).containsExactly(1);
    }

    @Test
    void aFullRegionRefusesAndHasRoomAgain() {
        Region small = workspace.keep(
                Region.builder(workspace.path("small")).capacity(256 * 1024).open());
        ShmList<byte[]> bytes = small.list("bytes", Codecs.bytes());
        assertThatThrownBy(() -> {
                    for (; ; ) {
                        bytes.add(new byte[500]);
                    }
                })
                .isInstanceOf(RegionFullException.class)
                .hasMessageContaining("bytes");
        int full = bytes.size();
        assertThat(full * 500L).isGreaterThan(256 * 1024 / 2);
        assertThat(bytes.verify()).isEmpty();
        for (int i = 0; i < 5; i++) {
            assertThat(bytes.remove(full / 2)).hasSize(500);
        }
        assertThat(bytes).hasSize(full - 5);
        bytes.add(new byte[500]);
        bytes.clear();
        for (int i = 0; i < full; i++) {
            bytes.add(new byte[500]);
        }
        assertThat(bytes.verify()).isEmpty();
    }

    @Test
    void anotherCodecIsRefused() {
        assertThatThrownBy(() -> region.list("list", Codecs.string()))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("int32");
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker may do
    void takesNoNull() {
        assertThatThrownBy(() -> list.add(null)).isInstanceOf(NullPointerException.class);
        assertThat(list).isEmpty();
    }

    @Test
    void aClosedRegionSaysSo() {
        Region second = workspace.open();
        ShmList<Integer> closed = second.list("list", Codecs.int32());
        second.close();
        assertThatThrownBy(() -> closed.add(1)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> closed.get(0)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(closed::size).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void itsMemoryIsUsedAgain() {
        Region small = workspace.keep(
                Region.builder(workspace.path("small")).capacity(256 * 1024).open());
        ShmList<byte[]> bytes = small.list("bytes", Codecs.bytes());
        for (int i = 0; i < 50; i++) {
            bytes.add(new byte[100]);
        }
        for (int i = 0; i < 50_000; i++) {
            bytes.set(i % 50, new byte[i % 1_000]);
            if (i % 10 == 0) {
                bytes.add(i % 50, bytes.remove((i + 25) % 50));
            }
        }
        assertThat(bytes).hasSize(50);
        assertThat(bytes.verify()).isEmpty();
    }
}
