package io.interlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.collection.Codecs;
import io.interlock.collection.QueueOptions;
import io.interlock.collection.ShmQueue;
import io.interlock.testing.Workspace;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fits into small regions and queues is what the numbers of the API say. */
@Timeout(60) // watchdog
@SuppressWarnings("LockNotBeforeTry") // nothing throws between
class SmallRegionTest {

    private static final int MIN_FOR_COLLECTIONS = 16 * 1024;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private Region region(int capacity) {
        return workspace.keep(Region.builder(workspace.path("r" + capacity))
                .capacity(capacity)
                .open());
    }

    private void holdsEntries(Consumer<Region> use) {
        Region region = region(MIN_FOR_COLLECTIONS);
        use.accept(region);
        assertThat(region.verify()).isEmpty();
    }

    @Test
    void theSmallestRegionThatTakesAMapHoldsEntries() {
        holdsEntries(region -> {
            for (int i = 0; i < 10; i++) {
                region.map("map", Codecs.string(), Codecs.int32()).put("key " + i, i);
            }
        });
    }

    @Test
    void theSmallestRegionThatTakesAListHoldsElements() {
        holdsEntries(region -> {
            for (int i = 0; i < 10; i++) {
                region.list("list", Codecs.int32()).add(i);
            }
        });
    }

    @Test
    void theSmallestRegionThatTakesANamespaceHoldsAttributes() {
        holdsEntries(region -> {
            for (int i = 0; i < 10; i++) {
                region.namespace("namespace").set("a" + i, i);
            }
        });
    }

    @Test
    void aRegionThatIsTooSmallForCollectionsRefusesThemWithNumbersAndCreatesNothing() {
        Region region = region(8192);
        refuses(() -> region.map("c", Codecs.string(), Codecs.string()));
        refuses(() -> region.list("c", Codecs.string()));
        refuses(() -> region.namespace("c"));
        assertThat(region.entries()).isEmpty();
        region.lock("c").lock();
        region.lock("c").unlock();
    }

    private static void refuses(ThrowingCallable creation) {
        assertThatThrownBy(creation)
                .isInstanceOf(RegionFullException.class)
                .hasMessageContaining("name=c")
                .hasMessageContaining("capacity=8192")
                .hasMessageContaining("minimum=" + MIN_FOR_COLLECTIONS)
                .hasMessageContaining("larger capacity");
    }

    @Test
    void aQueueOfSoManyElementsHoldsExactlySoMany() {
        Region region = region(1 << 20);
        for (int elements : new int[] {1, 2, 6, 100}) {
            ShmQueue<Integer> queue =
                    region.queue("q" + elements, Codecs.int32(), QueueOptions.ofElements(elements, Integer.BYTES));
            for (int i = 0; i < 3 * elements; i++) {
                assertThat(queue.offer(i)).as("element %d of %d", i, elements).isEqualTo(i < elements);
            }
            for (int round = 0; round < 20; round++) {
                assertThat(queue.poll()).isNotNull();
                assertThat(queue.offer(round)).isTrue();
                assertThat(queue.offer(round)).isFalse();
            }
        }
        ShmQueue<String> words = region.queue("words", Codecs.string(), QueueOptions.ofElements(3, 8));
        assertThat(words.offer("12345678")).isTrue();
        assertThat(words.offer("12345678")).isTrue();
        assertThat(words.offer("12345678")).isTrue();
        assertThat(words.offer("")).isFalse();
    }

    @Test
    void aQueueOfNoElementsOrOfTooManyIsRefused() {
        assertThatThrownBy(() -> QueueOptions.ofElements(0, 4)).hasMessageContaining("elements=0");
        assertThatThrownBy(() -> QueueOptions.ofElements(4, 0)).hasMessageContaining("maxBytesEach=0");
        assertThatThrownBy(() -> QueueOptions.ofElements(1 << 30, 1 << 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }
}
