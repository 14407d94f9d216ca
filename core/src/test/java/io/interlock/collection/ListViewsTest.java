package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Iterators, streams and sublists of a list that changes. */
@Timeout(60) // watchdog against a hang
class ListViewsTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmList<Integer> list = region.list("list", Codecs.int32());

    @Test
    void anIteratorGivesTheElementsOfItsMoment() {
        list.addAll(List.of(1, 2, 3));
        Iterator<Integer> elements = list.iterator();
        list.clear();
        assertThat(elements.hasNext()).isTrue();
        assertThat(elements.next()).isEqualTo(1);
        list.add(7);
        assertThat(elements).toIterable().containsExactly(2, 3);
        assertThatThrownBy(elements::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void removeTakesTheElementThatWasGiven() {
        list.addAll(List.of(1, 2, 1));
        Iterator<Integer> elements = list.iterator();
        elements.next();
        list.add(0, 9);
        elements.remove();
        assertThat(list).containsExactly(9, 2, 1);
        elements.next();
        list.put(1, 2);
        elements.remove();
        assertThat(list).as("another 2 is there").containsExactly(9, 2, 1);
        elements.next();
        list.remove(/* index */ 2);
        list.add(1);
        elements.remove();
        assertThat(list).as("another 1 is there").containsExactly(9, 2, 1);
        assertThatThrownBy(elements::remove).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void removeFindsTheElementAlsoAfterItsMemoryHasMoved() {
        ShmList<byte[]> bytes = region.list("bytes", Codecs.bytes());
        for (int i = 0; i < 100; i++) {
            bytes.add(new byte[] {(byte) i});
        }
        Iterator<byte[]> elements = bytes.iterator();
        elements.next();
        for (int i = 0; i < 20_000; i++) {
            bytes.put(1 + i % 99, new byte[1 + i % 900]);
        }
        elements.remove();
        assertThat(bytes).hasSize(99).noneMatch(element -> element.length == 1 && element[0] == 0);
        for (int i = 0; elements.hasNext(); i++) {
            assertThat(elements.next()).containsExactly(i + 1);
            elements.remove();
        }
        assertThat(bytes).as("all were replaced").hasSize(99);
        assertThat(bytes.verify()).isEmpty();
    }

    @Test
    void setReplacesTheElementThatWasGiven() {
        list.addAll(List.of(1, 2, 3));
        ListIterator<Integer> elements = list.listIterator(1);
        elements.next();
        list.add(0, 0);
        elements.set(20);
        elements.set(21);
        assertThat(list).containsExactly(0, 1, 21, 3);
        list.remove(/* index */ 2);
        elements.set(22);
        assertThat(list).containsExactly(0, 1, 3);
    }

    @Test
    void addInsertsBesideTheElementThatWasGiven() {
        list.addAll(List.of(1, 2, 3));
        ListIterator<Integer> elements = list.listIterator(2);
        list.add(0, 0);
        list.add(0, 0);
        elements.add(9);
        assertThat(list).containsExactly(0, 0, 1, 2, 9, 3);
        assertThat(elements.previous()).isEqualTo(9);
        elements.remove();
        list.clear();
        elements.add(8);
        assertThat(list).containsExactly(8);
    }

    @Test
    @SuppressWarnings("ModifySourceCollectionInStream") // what is tested
    void aStreamMayChangeTheList() {
        list.addAll(List.of(1, 2, 3));
        assertThat(list.stream().peek(list::add).toArray()).containsExactly(1, 2, 3);
        assertThat(list).hasSize(6);
        assertThat(list.parallelStream().peek(list::add).mapToInt(x -> x).sum()).isEqualTo(12);
        assertThat(list).hasSize(12);
        Spliterator<Integer> elements = list.spliterator();
        assertThat(elements.hasCharacteristics(Spliterator.CONCURRENT | Spliterator.ORDERED | Spliterator.NONNULL))
                .isTrue();
        assertThat(elements.hasCharacteristics(Spliterator.SIZED)).isFalse();
        assertThat(elements.getExactSizeIfKnown()).isNegative();
        list.clear();
        elements.forEachRemaining(element -> {
            throw new AssertionError("it was bound before its first use");
        });
    }

    @Test
    void whatLooksAtAllOfItNeverFailsBesideAWriter() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        TestThread<Boolean> writer = TestThread.run(() -> {
            for (int i = 0; !done.get(); i++) {
                switch (i % 7) {
                    case 3 -> list.clear();
                    case 5 -> list.remove((Object) (i - 1));
                    default -> list.add(list.size() % 2 == 0 ? 0 : list.size(), i);
                }
            }
        });
        try {
            for (int i = 0; i < 300; i++) {
                assertThat(list.toArray()).doesNotContainNull();
                assertThat(list.toArray(new Integer[3])).satisfies(array -> {
                    int size = Arrays.asList(array).indexOf(null);
                    assertThat(size).isBetween(-1, 2);
                });
                assertThat(List.copyOf(list)).doesNotContainNull();
                assertThat(new ArrayList<>(list)).doesNotContainNull();
                assertThat(list.toString()).startsWith("[").endsWith("]");
                assertThat(list.equals(List.of(-1))).isFalse();
                assertThat(list.hashCode()).isNotEqualTo(-1);
                assertThat(list.lastIndexOf(-1) + list.indexOf(-1)).isEqualTo(-2);
                assertThat(list.containsAll(List.of(-1))).isFalse();
                list.forEach(element -> assertThat(element).isNotNegative());
                assertThat(list.stream().mapToInt(x -> x).min().orElse(0)).isNotNegative();
            }
        } finally {
            done.set(true);
        }
        writer.join();
        assertThat(list.verify()).isEmpty();
    }

    @Test
    void aSublistThatThreadsShareNeverShowsWhatIsBehindIt() throws Exception {
        list.addAll(Collections.nCopies(5, 0));
        list.addAll(Collections.nCopies(5, 99));
        List<Integer> shared = list.subList(1, 3);
        AtomicBoolean done = new AtomicBoolean();
        TestThread<Boolean> reader = TestThread.run(() -> {
            while (!done.get()) {
                assertThat(shared.toArray()).doesNotContain(99);
                for (int element : shared) {
                    assertThat(element).isNotEqualTo(99);
                }
                assertThat(shared.contains(99)).isFalse();
            }
        });
        TestThread<Boolean> second = TestThread.run(() -> changeSublist(shared, 150));
        try {
            changeSublist(shared, 150);
            second.join();
        } finally {
            done.set(true);
        }
        reader.join();
        assertThat(shared).containsExactly(0, 0);
        assertThat(list).hasSize(10);
        assertThat(list.verify()).isEmpty();
    }

    private static void changeSublist(List<Integer> shared, int rounds) {
        for (int i = 0; i < rounds; i++) {
            shared.add(5);
            shared.addAll(List.of(5, 5));
            for (int k = 0; k < 3; k++) {
                assertThat(shared.remove((Object) 5)).isTrue();
            }
        }
    }

    @Test
    void aSublistEndsWhereTheListDoes() {
        list.addAll(List.of(1, 2, 3, 4));
        List<Integer> end = list.subList(2, 4);
        list.remove(/* index */ 3);
        assertThat(end).containsExactly(3);
        list.clear();
        assertThat(end).isEmpty();
        assertThat(end.toString()).isEqualTo("[]");
        assertThatThrownBy(() -> end.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(end.removeIf(x -> true)).isFalse();
        assertThat(end.add(7)).isTrue();
        assertThat(list).containsExactly(7);
    }

    @Test
    void sublistsWithinOneAnotherKeepTheirSizes() {
        list.addAll(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        List<Integer> outer = list.subList(1, 7);
        List<Integer> inner = outer.subList(1, 4);
        inner.removeIf(x -> x == 3);
        inner.addAll(List.of(30, 31));
        inner.sort(null);
        inner.replaceAll(x -> x + 1);
        assertThat(inner).containsExactly(3, 5, 31, 32);
        assertThat(outer).containsExactly(1, 3, 5, 31, 32, 5, 6);
        outer.retainAll(List.of(1, 5));
        assertThat(list).containsExactly(0, 1, 5, 5, 7);
    }

    @Test
    void theFirstAndTheLast() {
        assertThatThrownBy(list::getFirst).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::getLast).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::removeFirst).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(list::removeLast).isInstanceOf(NoSuchElementException.class);
        list.addAll(List.of(1, 2, 3));
        assertThat(list.getFirst()).isEqualTo(1);
        assertThat(list.getLast()).isEqualTo(3);
        assertThat(list.removeFirst()).isEqualTo(1);
        assertThat(list.removeLast()).isEqualTo(3);
        assertThat(list).containsExactly(2);
    }
}
