package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.BesideWriter;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every method of a list beside another process that adds and removes numbers of its own. The writer's numbers are not negative and
 * each is added once; this side's are negative. So no read may show a number twice, nothing of the writer's may be lost or come
 * back, and this side finds exactly the elements that it has added, as with a {@code Vector}.
 */
@Timeout(300) // watchdog against a hang
class ListStressTest {

    private static final int CHANGES = 1_000;
    private static final int MANY_CHANGES = 100_000;
    private static final int MAX_OWN = 60;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmList<Integer> list = region.list("list", Codecs.int32());
    private final BesideWriter beside = new BesideWriter();
    private final Set<Integer> own = new TreeSet<>();
    private int lowest;

    @Test
    void nothingIsLostOrShownTwiceBesideAWriter() throws Exception {
        run(CHANGES);
    }

    @Test
    @Tag("stress")
    void nothingIsLostOrShownTwiceBesideAWriterForLong() throws Exception {
        run(MANY_CHANGES);
    }

    private void run(int changes) throws Exception {
        beside.run(workspace, region, ListStressTest::write, changes, calls());
        Set<Integer> expected = new HashSet<>(own);
        write(
                (added, removed) -> {
                    expected.addAll(added);
                    expected.removeAll(removed);
                },
                new Random(beside.seed()),
                changes);
        assertThat(new ArrayList<>(list)).as("seed %d", beside.seed()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(list.verify()).isEmpty();
    }

    /** One change of the writer's. */
    @FunctionalInterface
    private interface Change {
        void make(List<Integer> added, List<Integer> removed);
    }

    private static void write(Region region, Random random, int changes) {
        ShmList<Integer> list = region.list("list", Codecs.int32());
        Random way = new Random(changes);
        write(
                (added, removed) -> {
                    if (way.nextBoolean()) {
                        list.addAll(added);
                        list.removeAll(removed);
                    } else {
                        added.forEach(element -> list.add(0, element));
                        removed.forEach(element ->
                                assertThat(list.remove((Object) element)).isTrue());
                    }
                },
                random,
                changes);
    }

    /** Draws the writer's changes, to be made in the list, or in a model of what is left. */
    private static void write(Change change, Random random, int changes) {
        List<Integer> there = new ArrayList<>();
        for (int k = 0; k < changes; k++) {
            if (there.size() > 40 && random.nextInt(4) < 3) {
                int place = random.nextInt(there.size());
                change.make(List.of(), List.of(there.remove(/* index */ place)));
            } else {
                there.add(k);
                change.make(List.of(k), List.of());
            }
        }
    }

    private Map<String, Consumer<Random>> calls() {
        Map<String, Consumer<Random>> calls = new LinkedHashMap<>();
        reads(calls);
        additions(calls);
        removals(calls);
        return calls;
    }

    private void reads(Map<String, Consumer<Random>> calls) {
        calls.put("toArray", random -> check(list.toArray()));
        calls.put("toArray(T[])", random -> check((Object[]) list.toArray(new Integer[0])));
        calls.put("toArray(IntFunction)", random -> check((Object[]) list.toArray(Integer[]::new)));
        calls.put("copyOf", random -> check(List.copyOf(list).toArray()));
        calls.put("new ArrayList", random -> check(new ArrayList<>(list).toArray()));
        calls.put("stream", random -> check(list.stream().toArray()));
        calls.put("parallelStream", random -> check(list.parallelStream().toArray()));
        calls.put("forEach", random -> {
            List<Integer> seen = new ArrayList<>();
            list.forEach(seen::add);
            check(seen.toArray());
        });
        calls.put("listIterator", random -> {
            List<Integer> seen = new ArrayList<>();
            ListIterator<Integer> elements = list.listIterator();
            elements.forEachRemaining(element -> {});
            while (elements.hasPrevious()) {
                seen.add(elements.previous());
            }
            check(seen.toArray());
        });
        calls.put("toString", random -> {
            String text = list.toString();
            // A long list is shown in part.
            if (!text.contains("...")) {
                check(Stream.of(text.substring(1, text.length() - 1).split(", ", -1))
                        .filter(number -> !number.isEmpty())
                        .map(Integer::valueOf)
                        .toArray());
            }
        });
        calls.put("equals, hashCode", random -> {
            assertThat(list.equals(List.of(Integer.MIN_VALUE))).isFalse();
            assertThat(list.equals(list)).isTrue();
            assertThat(Set.of(list.hashCode())).hasSize(1);
        });
        calls.put("contains", random -> {
            assertThat(list.containsAll(own)).isTrue();
            assertThat(own).allMatch(list::contains);
            assertThat(list.indexOf(Integer.MIN_VALUE)).isEqualTo(-1);
            assertThat(list.lastIndexOf(Integer.MIN_VALUE)).isEqualTo(-1);
        });
        calls.put("subList", random -> {
            int size = list.size();
            List<Integer> end = new ArrayList<>();
            try {
                end.addAll(list.subList(size / 2, size / 2 + 1));
            } catch (IndexOutOfBoundsException e) {
                // It has become shorter since.
            }
            assertThat(end.size()).isLessThanOrEqualTo(1);
        });
    }

    private void additions(Map<String, Consumer<Random>> calls) {
        calls.put("add", random -> list.add(newOwn()));
        calls.put("add(0)", random -> list.add(0, newOwn()));
        calls.put("addAll", random -> list.addAll(List.of(newOwn(), newOwn(), newOwn())));
        calls.put("addAll(0)", random -> list.addAll(0, List.of(newOwn(), newOwn())));
        calls.put("listIterator.add", random -> {
            ListIterator<Integer> elements = list.listIterator();
            for (int i = random.nextInt(5); i > 0 && elements.hasNext(); i--) {
                elements.next();
            }
            elements.add(newOwn());
        });
        calls.put("replaceAll", random -> {
            int below = lowest;
            list.replaceAll(x -> x < 0 ? x + below - 1 : x);
            List<Integer> replaced = own.stream().map(x -> x + below - 1).toList();
            own.clear();
            own.addAll(replaced);
            lowest = 2 * below - 1;
        });
        calls.put("listIterator.set", random -> {
            for (ListIterator<Integer> elements = list.listIterator(); elements.hasNext(); ) {
                int element = elements.next();
                if (element < 0 && random.nextInt(4) == 0) {
                    own.remove(element);
                    elements.set(newOwn());
                }
            }
        });
        calls.put("sort", random -> list.sort(random.nextBoolean() ? null : Comparator.reverseOrder()));
    }

    private void removals(Map<String, Consumer<Random>> calls) {
        calls.put("removeIf", random -> remove(random, some -> list.removeIf(some::contains)));
        calls.put("removeAll", random -> remove(random, list::removeAll));
        calls.put(
                "retainAll",
                random -> remove(
                        random,
                        some -> list.retainAll(new HashSet<Integer>(own) {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public boolean contains(Object element) {
                                return (int) element >= 0 || (super.contains(element) && !some.contains(element));
                            }
                        })));
        calls.put(
                "iterator.remove",
                random -> remove(random, some -> {
                    for (var elements = list.iterator(); elements.hasNext(); ) {
                        if (some.contains(elements.next())) {
                            elements.remove();
                        }
                    }
                }));
        calls.put(
                "remove(Object)",
                random -> remove(
                        random,
                        some -> some.forEach(element ->
                                assertThat(list.remove((Object) element)).isTrue())));
        calls.put(
                "stream and remove",
                random -> remove(
                        random, some -> list.stream().filter(some::contains).forEach(this::removeOne)));
        calls.put("few are left", random -> {
            if (own.size() > MAX_OWN || lowest < -1_000_000) {
                assertThat(list.removeIf(x -> x < 0)).isEqualTo(!own.isEmpty());
                own.clear();
                lowest = 0;
            }
        });
    }

    private void remove(Random random, Consumer<Set<Integer>> removal) {
        Set<Integer> some = own.stream().filter(x -> random.nextBoolean()).collect(Collectors.toSet());
        own.removeAll(some);
        removal.accept(some);
        assertThat(list).doesNotContainAnyElementsOf(some.isEmpty() ? Set.of(Integer.MIN_VALUE) : some);
    }

    private void removeOne(Integer element) {
        assertThat(list.remove((Object) element)).isTrue();
    }

    private int newOwn() {
        int element = --lowest;
        own.add(element);
        return element;
    }

    /** No number twice, and of this side's exactly those that it has added. */
    private void check(Object[] elements) {
        List<Integer> found = IntStream.range(0, elements.length)
                .mapToObj(i -> (Integer) elements[i])
                .toList();
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found.stream().filter(x -> x < 0)).containsExactlyInAnyOrderElementsOf(own);
    }
}
