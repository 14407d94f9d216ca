package io.interlock.internal.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionFullException;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmList;
import io.interlock.process.JvmProcess;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each method that changes many elements of a list is one step, and calls the user's function without a lock. */
@Timeout(60) // watchdog against a hang
@SuppressWarnings("serial") // javac takes a package named internal for the JDK's own
class ListStepsTest {

    private static final Object MINUS_ONE = -1;
    private static final int KEPT = 600;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmList<Integer> list = region.list("list", Codecs.int32());

    @Test
    void removeAllTakesNothingThatAnotherProcessAdds() throws Exception {
        besideAnAdder(() -> list.removeAll(Set.of(-1)));
    }

    @Test
    void retainAllTakesNothingThatAnotherProcessAdds() throws Exception {
        Set<Integer> kept = new HashSet<>(IntStream.range(0, KEPT).boxed().toList());
        besideAnAdder(() -> list.retainAll(kept));
    }

    @Test
    void anIteratorRemovesNothingThatAnotherProcessAdds() throws Exception {
        besideAnAdder(() -> {
            for (var elements = list.iterator(); elements.hasNext(); ) {
                if (elements.next() == -1) {
                    elements.remove();
                }
            }
        });
    }

    @Test
    void removeOfAnElementTakesNothingElseWhereAnotherProcessAdds() throws Exception {
        besideAnAdder(() -> {
            list.remove(MINUS_ONE);
            list.subList(0, Math.min(1, list.size() / 2)).remove(MINUS_ONE);
        });
    }

    private void besideAnAdder(Runnable removal) throws Exception {
        String path = workspace.path().toString();
        JvmProcess adder = workspace.start(() -> {
            Region same = Workspace.attach(path);
            ShmList<Integer> list = same.list("list", Codecs.int32());
            for (int k = 0; k < KEPT; k++) {
                list.add(0, -1);
                list.add(0, k);
            }
            same.longValue("done").set(1);
        });
        ShmLong done = region.longValue("done");
        while (done.get() == 0) {
            removal.run();
        }
        adder.join();
        removal.run();
        while (list.remove(MINUS_ONE)) {
            // What the last removal may have left.
        }
        assertThat(list).containsExactlyElementsOf(descendingBelow(KEPT));
        assertThat(list.verify()).isEmpty();
    }

    private static List<Integer> descendingBelow(int end) {
        return IntStream.range(0, end).boxed().sorted(Comparator.reverseOrder()).toList();
    }

    @Test
    void replaceAllReplacesEveryElementOnceWhateverIsRemovedMeanwhile() {
        list.addAll(List.of(0, 1, 2, 3));
        list.replaceAll(x -> {
            if (x == 1) {
                list.remove(/* index */ 0);
            }
            return 10 * x;
        });
        assertThat(list).containsExactly(10, 20, 30);
    }

    @Test
    void replaceAllIsOneStepForReaders() throws Exception {
        list.addAll(Collections.nCopies(50, 0));
        TestThread<Boolean> reader = TestThread.run(() -> {
            for (int last = 0; last < 150; ) {
                Set<Integer> seen = new HashSet<>(list);
                assertThat(seen).hasSize(1);
                last = seen.iterator().next();
            }
        });
        for (int i = 0; i < 150; i++) {
            list.replaceAll(x -> x + 1);
        }
        reader.join();
        assertThat(list.verify()).isEmpty();
    }

    @Test
    void aSortIsOneStepForReaders() throws Exception {
        List<Integer> elements = IntStream.range(0, 100).boxed().toList();
        list.addAll(elements);
        ShmLong done = region.longValue("done");
        TestThread<Boolean> reader = TestThread.run(() -> {
            while (done.get() == 0) {
                assertThat(new ArrayList<>(list)).containsExactlyInAnyOrderElementsOf(elements);
                assertThat(list).hasSize(100);
            }
        });
        for (int i = 0; i < 100; i++) {
            list.sort(Comparator.reverseOrder());
            Collections.sort(list);
        }
        done.set(1);
        reader.join();
        assertThat(list).containsExactlyElementsOf(elements);
        assertThat(list.verify()).isEmpty();
    }

    @Test
    void removeIfAsksFirstToLastAndOnceForEach() {
        list.addAll(List.of(1, 2, 1, 3));
        Set<Integer> seen = new HashSet<>();
        List<Integer> asked = new ArrayList<>();
        assertThat(list.removeIf(x -> {
                    asked.add(x);
                    list.add(10 + asked.size());
                    return !seen.add(x);
                }))
                .isTrue();
        assertThat(asked).containsExactly(1, 2, 1, 3);
        assertThat(list).containsExactly(1, 2, 3, 11, 12, 13, 14);
    }

    @Test
    void removeIfLeavesAnElementThatTookThePlaceOfTheTestedOne() {
        list.addAll(List.of(1, 2, 3));
        assertThat(list.removeIf(x -> {
                    if (x == 2) {
                        list.put(1, 2);
                    }
                    return x == 2;
                }))
                .isFalse();
        assertThat(list).containsExactly(1, 2, 3);
    }

    @Test
    void aSortLeavesWhereTheyAreWhatIsAddedMeanwhile() {
        list.addAll(List.of(3, 1, 2));
        list.sort((a, b) -> {
            if (list.size() == 3) {
                list.add(0, 9);
            }
            return Integer.compare(a, b);
        });
        assertThat(list).containsExactly(9, 1, 2, 3);
    }

    @Test
    void functionsThatThrowChangeNothingAndHoldNothing() throws Exception {
        list.addAll(List.of(3, 1, 2));
        assertThatThrownBy(() -> list.removeIf(x -> {
                    throw new IllegalStateException("removeIf " + x);
                }))
                .hasMessage("removeIf 3");
        assertThatThrownBy(() -> list.replaceAll(x -> x == 3 ? 4 : fail(x))).hasMessage("element 1");
        assertThatThrownBy(() -> list.sort((a, b) -> fail(a + b))).isInstanceOf(IllegalStateException.class);
        TestThread.run(() -> assertThat(list.add(5)).isTrue()).join();
        assertThat(list).containsExactly(3, 1, 2, 5);
    }

    private static int fail(int element) {
        throw new IllegalStateException("element " + element);
    }

    /** Others go on while a predicate does not return. */
    @Test
    void aFunctionMayWaitForAnotherThreadThatChangesTheList() {
        list.addAll(List.of(1, 2));
        assertThat(list.removeIf(x -> {
                    try {
                        TestThread.run(() -> assertThat(list.add(x + 10)).isTrue())
                                .join();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    return x <= 2;
                }))
                .isTrue();
        assertThat(list).startsWith(11, 12).doesNotContain(1, 2);
    }

    @Test
    @SuppressWarnings("ModifyingCollectionWithItself") // what is tested
    void aListIsAddedToItself() {
        list.addAll(List.of(1, 2));
        assertThat(list.addAll(list)).isTrue();
        assertThat(list).containsExactly(1, 2, 1, 2);
        assertThat(list.addAll(0, list.subList(1, 3))).isTrue();
        assertThat(list).containsExactly(2, 1, 1, 2, 1, 2);
        list.subList(0, 3).addAll(list);
        assertThat(list).containsExactly(2, 1, 1, 2, 1, 1, 2, 1, 2, 2, 1, 2);
        assertThat(list.removeAll(list)).isTrue();
        assertThat(list).isEmpty();
        assertThat(list.verify()).isEmpty();
    }

    @Test
    void addAllIsOneStepForReaders() throws Exception {
        TestThread<Boolean> reader = TestThread.run(() -> {
            for (int size = 0; size < 450; size = list.size()) {
                assertThat(size % 3).isZero();
                assertThat(list.toArray().length % 3).isZero();
            }
        });
        for (int i = 0; i < 150; i++) {
            list.addAll(i % 2 == 0 ? 0 : list.size(), List.of(i, i, i));
        }
        reader.join();
        assertThat(list.verify()).isEmpty();
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        Region small = workspace.keep(
                Region.builder(workspace.path("small")).capacity(256 * 1024).open());
        ShmList<byte[]> bytes = small.list("bytes", Codecs.bytes());
        for (int i = 0; i < 250; i++) {
            bytes.add(new byte[500]);
        }
        assertThatThrownBy(() -> bytes.addAll(Collections.nCopies(250, new byte[500])))
                .isInstanceOf(RegionFullException.class);
        assertThatThrownBy(() -> bytes.addAll(7, Collections.nCopies(250, new byte[500])))
                .isInstanceOf(RegionFullException.class);
        assertThatThrownBy(() -> bytes.replaceAll(before -> new byte[499])).isInstanceOf(RegionFullException.class);
        assertThat(bytes).hasSize(250).allMatch(element -> element.length == 500);
        assertThat(bytes.verify()).isEmpty();
        assertThat(bytes.removeIf(element -> true)).isTrue();
        assertThat(bytes.addAll(Collections.nCopies(250, new byte[500]))).isTrue();
        assertThat(bytes.verify()).isEmpty();
    }

    /** Records move while elements are made for one step. */
    @Test
    void manyAtOnceInARegionThatIsNearlyFull() {
        Region small = workspace.keep(
                Region.builder(workspace.path("small")).capacity(256 * 1024).open());
        ShmList<byte[]> shared = small.list("bytes", Codecs.bytes());
        List<byte[]> model = new ArrayList<>();
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            Consumer<List<byte[]>> change = change(random, model.size());
            try {
                change.accept(shared);
                change.accept(model);
            } catch (RegionFullException e) {
                refused++;
                shared.subList(0, shared.size() / 2).clear();
                model.subList(0, model.size() / 2).clear();
            }
            if (i % 50 == 0) {
                assertThat(lengths(shared)).isEqualTo(lengths(model));
                assertThat(shared.verify()).isEmpty();
            }
        }
        assertThat(refused).isPositive();
    }

    private static Consumer<List<byte[]>> change(Random random, int size) {
        List<byte[]> more = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            more.add(new byte[random.nextInt(1_500)]);
        }
        int index = random.nextInt(size + 1);
        int residue = random.nextInt(40);
        return switch (random.nextInt(3)) {
            case 0 -> list -> list.removeIf(element -> element.length % 40 == residue);
            case 1 ->
                list -> list.replaceAll(
                        element -> element.length % 5 == residue % 5 ? new byte[element.length / 2 + 300] : element);
            default -> list -> list.addAll(index, more);
        };
    }

    private static List<Integer> lengths(List<byte[]> elements) {
        return elements.stream().map(element -> element.length).toList();
    }
}
