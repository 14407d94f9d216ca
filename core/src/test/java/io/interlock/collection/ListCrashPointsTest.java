package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.Region;
import io.interlock.RegionFullException;
import io.interlock.testing.Await;
import io.interlock.testing.CrashEnumeration;
import io.interlock.testing.Workspace;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thread ends before each store of each change in turn: the change has happened or it has not, and no memory is lost. */
@Tag("exhaustive")
class ListCrashPointsTest {

    private static final int CAPACITY_BYTES = 120 * 1024;
    private static final String LONG_VALUE = "v".repeat(900);
    private static final String LARGE_VALUE = "w".repeat(9_000);

    @RegisterExtension
    final Workspace workspace = new Workspace();

    /** A change, and what was there before it. */
    @SuppressWarnings("ImmutableEnumChecker") // the lambdas keep nothing
    enum Change {
        FIRST_ADD(list -> {}, list -> list.add("new")),
        ADDING(list -> addMany(list, 3, "v"), list -> list.add("new")),
        ADDING_TO_A_FULL_TABLE(list -> addMany(list, 7, "v"), list -> list.add("new")),
        INSERTING(list -> addMany(list, 4, "v"), list -> list.add(1, "new")),
        INSERTING_INTO_A_FULL_TABLE(list -> addMany(list, 7, "v"), list -> list.add(0, "new")),
        OPENING_A_CHUNK(list -> addMany(list, 4, LONG_VALUE), list -> list.add(LONG_VALUE)),
        MOVING_BLOCKS(ListCrashPointsTest::fillWithGarbage, list -> list.add(2, LONG_VALUE)),
        SETTING(list -> addMany(list, 3, "v"), list -> list.set(1, "new")),
        SETTING_TO_A_LARGE_VALUE(list -> addMany(list, 3, "v"), list -> list.set(1, LARGE_VALUE)),
        REMOVING_THE_LAST(list -> addMany(list, 3, "v"), list -> list.remove(2)),
        REMOVING_THE_ONLY(list -> addMany(list, 1, LONG_VALUE), list -> list.remove(0)),
        REMOVING(list -> addMany(list, 6, "v"), list -> list.remove(2)),
        REMOVING_FROM_A_SPARSE_TABLE(
                list -> {
                    addMany(list, 20, "v");
                    list.subList(5, 20).clear();
                },
                list -> list.remove(0)),
        REMOVING_FROM_A_FULL_REGION(ListCrashPointsTest::fill, list -> list.remove(list.size() - 4)),
        PUTTING(list -> addMany(list, 3, "v"), list -> put(list, 1, "new")),
        UPDATING(list -> addMany(list, 3, "v"), list -> update(list, 1)),
        DELETING(list -> addMany(list, 6, "v"), list -> delete(list, 2)),
        REMOVING_AN_ELEMENT(list -> addMany(list, 6, "v"), list -> list.remove("v2")),
        REMOVING_IF(list -> addMany(list, 6, "v"), list -> list.removeIf("v2"::equals)),
        REMOVING_BY_AN_ITERATOR(list -> addMany(list, 2, "v"), list -> {
            ListIterator<String> elements = list.listIterator(1);
            if (elements.hasNext()) {
                elements.next();
                elements.remove();
            }
        }),
        SETTING_BY_AN_ITERATOR(list -> addMany(list, 2, "v"), list -> {
            ListIterator<String> elements = list.listIterator();
            elements.next();
            elements.set("new");
        }),
        REMOVING_A_RANGE(
                list -> addMany(list, 12, LONG_VALUE),
                list -> list.subList(2, 7).clear()),
        REMOVING_A_RANGE_AT_THE_END(
                list -> addMany(list, 12, LONG_VALUE),
                list -> list.subList(5, list.size()).clear()),
        ADDING_SEVERAL(list -> addMany(list, 3, "v"), list -> list.addAll(List.of("new", "newer", LONG_VALUE))),
        ADDING_SEVERAL_TO_A_FULL_TABLE(list -> addMany(list, 6, "v"), list -> list.addAll(List.of("new", "newer"))),
        INSERTING_SEVERAL(list -> addMany(list, 4, "v"), list -> list.addAll(1, List.of("new", LARGE_VALUE, "newer"))),
        MOVING_BLOCKS_FOR_SEVERAL(
                ListCrashPointsTest::fillWithGarbage, list -> list.addAll(2, List.of("new", LONG_VALUE))),
        REMOVING_SEVERAL(list -> addMany(list, 9, "v"), list -> list.removeAll(List.of("v1", "v4", "v5"))),
        REMOVING_SEVERAL_LONG(list -> addMany(list, 12, LONG_VALUE), list -> list.removeIf(v -> v.hashCode() % 2 == 0)),
        REPLACING_ALL(list -> addMany(list, 5, "v"), list -> list.replaceAll(v -> v.equals("v2") ? v : v + "+")),
        SORTING(list -> addMany(list, 6, "v"), list -> list.sort(Comparator.reverseOrder())),
        CLEARING(list -> addMany(list, 20, LONG_VALUE), List::clear);

        private final Consumer<List<String>> before;
        private final Consumer<List<String>> change;

        Change(Consumer<List<String>> before, Consumer<List<String>> change) {
            this.before = before;
            this.change = change;
        }
    }

    @BeforeEach
    void crashPointsAreOn() {
        assumeTrue(Boolean.getBoolean("interlock.crashPoints"), "started with -Dinterlock.crashPoints=true");
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(120) // watchdog against a hang
    void aChangeHasHappenedOrNot(Change change) throws Exception {
        long stores = CrashEnumeration.of(k -> onNewList(list -> {
            change.before.accept(list);
            List<String> before = new ArrayList<>(list);
            boolean completed = CrashEnumeration.crashAt(k, list::verify, () -> change.change.accept(list));
            requireWhole(list, before, change, completed);
            return completed;
        }));
        assertThat(stores).isGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(120) // watchdog against a hang
    @Tag("failing")
    void aChangeThatFailsHasHappenedOrNot(Change change) throws Exception {
        long stores = CrashEnumeration.of(k -> onNewList(list -> {
            change.before.accept(list);
            List<String> before = new ArrayList<>(list);
            // The thread that has failed lives while others look.
            return CrashEnumeration.failAt(
                    k, list::verify, () -> change.change.accept(list), () -> requireWhole(list, before, change, false));
        }));
        assertThat(stores).isGreaterThan(5);
    }

    @Test
    @Timeout(300) // watchdog against a hang
    void aRepairMayBeInterruptedToo() throws Exception {
        for (Change change : List.of(Change.INSERTING, Change.REPLACING_ALL, Change.REMOVING_FROM_A_FULL_REGION)) {
            long stores = CrashEnumeration.of(k -> onNewList(list -> {
                change.before.accept(list);
                return CrashEnumeration.crashAt(k, list::verify, () -> change.change.accept(list));
            }));
            for (long crash = 1; crash <= stores; crash += 5) {
                long k = crash;
                CrashEnumeration.of(j -> onNewList(list -> {
                    change.before.accept(list);
                    List<String> before = new ArrayList<>(list);
                    CrashEnumeration.crashAt(k, list::verify, () -> change.change.accept(list));
                    boolean completed = CrashEnumeration.crashAt(j, list::verify);
                    requireWhole(list, before, change, false);
                    return completed;
                }));
            }
        }
    }

    /** Runs with an empty list in a region of its own. */
    private boolean onNewList(ListUse use) throws Exception {
        try (Region region =
                Region.builder(workspace.path()).capacity(CAPACITY_BYTES).open()) {
            return use.with(region.list("list", Codecs.string()));
        } finally {
            Files.deleteIfExists(workspace.path());
        }
    }

    /** What is done with a list. */
    @FunctionalInterface
    private interface ListUse {
        boolean with(ShmList<String> list) throws Exception;
    }

    private static void requireWhole(ShmList<String> list, List<String> before, Change change, boolean completed) {
        List<String> after = new ArrayList<>(before);
        change.change.accept(after);
        // Not at once: the kernel has to have told of the thread's end, and the next look repairs what was left.
        Await.until("it is whole again", () -> list.verify().isEmpty());
        List<String> found = new ArrayList<>(list);
        assertThat(found).isIn(before, after);
        if (completed) {
            assertThat(found).isEqualTo(after);
        }
        if (found.equals(before)) {
            // What was used for a change that did not happen is there for the next.
            change.change.accept(list);
            assertThat(list).isEqualTo(after);
        }
        assertThat(list.verify()).isEmpty();
        list.clear();
        assertThat(list.verify()).isEmpty();
        list.add("one more");
        assertThat(list).containsExactly("one more");
    }

    private static void put(List<String> list, int index, String value) {
        if (list instanceof ShmList<String> shared) {
            shared.put(index, value);
        } else {
            list.set(index, value);
        }
    }

    private static void update(List<String> list, int index) {
        if (list instanceof ShmList<String> shared) {
            var unused = shared.update(index, value -> value + "+");
        } else {
            list.set(index, list.get(index) + "+");
        }
    }

    private static void delete(List<String> list, int index) {
        if (list instanceof ShmList<String> shared) {
            shared.delete(index);
        } else {
            list.remove(index);
        }
    }

    private static void addMany(List<String> list, int count, String value) {
        for (int i = 0; i < count; i++) {
            list.add(value + i);
        }
    }

    /** The next element fits into no segment, and one of the segments is sparse. */
    private static void fillWithGarbage(List<String> list) {
        addMany(list, 6, LONG_VALUE);
        for (int i = 0; i < 3; i++) {
            list.set(0, LONG_VALUE + "again" + i);
            list.set(4, LONG_VALUE + "again" + i);
        }
    }

    /** There is no room for another table, nor for another element. */
    private static void fill(List<String> list) {
        for (String value : List.of(LONG_VALUE, "small", "")) {
            try {
                for (int i = 0; ; i++) {
                    list.add(value + i);
                }
            } catch (RegionFullException e) {
                // The next, which is smaller.
            }
        }
    }
}
