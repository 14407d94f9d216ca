package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link ShmList#reversed}, which JDK 21 and later call for {@code List.reversed}. */
@Timeout(60) // watchdog against a hang
class ListReversedTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmList<Integer> list = region.list("list", Codecs.int32());

    /** Each change of the view is made to a plain list, which is turned round before and after. */
    @Test
    void changesAreThoseOfAPlainListTurnedRound() {
        SplittableRandom random = new SplittableRandom();
        List<Integer> plain = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            List<Integer> expected = new ArrayList<>(plain);
            Collections.reverse(expected);
            int seed = random.nextInt();
            Object found = change(list.reversed(), new SplittableRandom(seed));
            assertThat(found).as("seed %d", seed).isEqualTo(change(expected, new SplittableRandom(seed)));
            assertThat(list.reversed()).as("seed %d", seed).isEqualTo(expected);
            Collections.reverse(expected);
            assertThat(list).as("seed %d", seed).containsExactlyElementsOf(expected);
            plain = expected;
        }
        assertThat(list.reversed().toString()).isEqualTo(new ArrayList<>(list.reversed()).toString());
        assertThat(list.verify()).isEmpty();
    }

    private static Object change(List<Integer> view, SplittableRandom random) {
        if (view.size() > 20) {
            view.subList(3, 18).clear();
        }
        int size = view.size();
        int index = size == 0 ? 0 : random.nextInt(size);
        int element = random.nextInt(5);
        int operation = random.nextInt(16);
        if (size == 0 && operation > 2) {
            operation %= 3;
        }
        return switch (operation) {
            case 0 -> view.add(element);
            case 1 -> {
                view.add(index, element);
                yield index;
            }
            case 2 -> view.addAll(index, List.of(element, 7, 8));
            case 3 -> view.addAll(List.of(element, 9));
            case 4 -> view.remove(/* index */ index);
            case 5 -> view.remove((Object) element);
            case 6 -> view.set(index, element);
            case 7 -> view.removeIf(one -> one == element);
            case 8 -> {
                view.replaceAll(one -> (one + 1) % 10);
                yield 0;
            }
            case 9 -> {
                view.sort(Comparator.naturalOrder());
                yield 0;
            }
            case 10 -> List.of(view.indexOf(element), view.lastIndexOf(element), view.get(index));
            case 11 -> new ArrayList<>(view.subList(index / 2, index));
            case 12 -> walk(view.listIterator(index), random);
            case 13 -> view.stream().toList();
            case 14 -> view.subList(index, view.size()).add(element);
            default -> List.of(view.contains(element), view.containsAll(List.of(1, element)), view.hashCode());
        };
    }

    private static Object walk(ListIterator<Integer> cursor, SplittableRandom random) {
        List<Object> seen = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            seen.add(List.of(cursor.nextIndex(), cursor.previousIndex(), cursor.hasNext(), cursor.hasPrevious()));
            boolean forth = random.nextBoolean();
            if (forth ? cursor.hasNext() : cursor.hasPrevious()) {
                seen.add(forth ? cursor.next() : cursor.previous());
                switch (random.nextInt(4)) {
                    case 0 -> cursor.remove();
                    case 1 -> cursor.set(11);
                    case 2 -> cursor.add(12);
                    default -> {}
                }
            }
        }
        return seen;
    }

    @Test
    void badIndicesAreNamed() {
        list.addAll(List.of(1, 2));
        List<Integer> reversed = list.reversed();
        assertThatThrownBy(() -> reversed.get(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index=2 size=2");
        assertThatThrownBy(() -> reversed.add(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> reversed.subList(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        ListIterator<Integer> cursor = reversed.listIterator();
        cursor.add(3);
        assertThatThrownBy(cursor::remove).isInstanceOf(IllegalStateException.class);
        assertThat(list).containsExactly(1, 2, 3);
    }

    @Test
    void itNeverFailsBesideAWriter() throws Exception {
        List<Integer> reversed = list.reversed();
        AtomicBoolean done = new AtomicBoolean();
        TestThread<Boolean> writer = TestThread.run(() -> {
            for (int i = 0; !done.get(); i++) {
                if (i % 7 < 4) {
                    list.add(i);
                } else if (!list.isEmpty()) {
                    list.remove(/* index */ 0);
                }
                if (i % 500 == 0) {
                    list.clear();
                }
            }
        });
        try {
            for (int i = 0; i < 2_000; i++) {
                int before = Integer.MAX_VALUE;
                for (int element : reversed) {
                    assertThat(element).isLessThanOrEqualTo(before);
                    before = element;
                }
                reversed.forEach(element -> assertThat(element).isNotNegative());
                assertThat(reversed.toArray()).doesNotContainNull();
                assertThat(reversed.stream().filter(element -> element < 0)).isEmpty();
                assertThat(reversed.add(0)).isTrue();
            }
        } finally {
            done.set(true);
        }
        writer.join();
        assertThat(list.verify()).isEmpty();
    }
}
