package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.Region;
import io.interlock.RegionFullException;
import io.interlock.testing.Await;
import io.interlock.testing.CrashEnumeration;
import io.interlock.testing.Workspace;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thread ends before each store of each change in turn: the change has happened or it has not, no stripe is stuck, and no
 * memory is lost. The region is so small that its map has one stripe.
 */
class MapCrashPointsTest {

    private static final int ONE_STRIPE_BYTES = 120 * 1024;
    private static final String LONG_VALUE = "v".repeat(900);
    private static final String LARGE_VALUE = "w".repeat(9_000);

    @RegisterExtension
    final Workspace workspace = new Workspace();

    /** A change, and what was there before it. */
    @SuppressWarnings("ImmutableEnumChecker") // the lambdas keep nothing
    enum Change {
        FIRST_PUT(map -> {}, map -> map.put("new", "value")),
        PUT(map -> map.put("a", "1"), map -> map.put("new", "value")),
        REPLACING(map -> map.put("a", "1"), map -> map.put("a", "2")),
        REPLACING_AGAIN(
                map -> {
                    putMany(map, 6, "v");
                    map.put("key 3", "1");
                },
                map -> map.put("key 3", "2")),
        REPLACING_ANOTHER(
                map -> {
                    putMany(map, 6, "v");
                    map.put("key 3", "1");
                },
                map -> map.put("key 4", "2")),
        REPLACING_BY_ANOTHER_SIZE(
                map -> {
                    putMany(map, 6, "v");
                    map.put("key 3", "1");
                },
                map -> map.put("key 3", LONG_VALUE)),
        REMOVING_WHAT_WAS_REPLACED(
                map -> {
                    putMany(map, 3, LONG_VALUE);
                    map.put("key 1", LONG_VALUE + "2");
                },
                map -> map.remove("key 1")),
        GROWING_THE_TABLE(map -> putMany(map, 6, "v"), map -> map.put("new", "value")),
        OPENING_A_CHUNK(map -> putMany(map, 4, LONG_VALUE), map -> map.put("new", LONG_VALUE)),
        MOVING_BLOCKS(MapCrashPointsTest::fillWithGarbage, map -> map.put("new", LONG_VALUE)),
        A_LARGE_VALUE(map -> map.put("a", "1"), map -> map.put("a", LARGE_VALUE)),
        REPLACING_A_LARGE_VALUE(map -> map.put("a", LARGE_VALUE), map -> map.put("a", "1")),
        REMOVING(map -> putMany(map, 6, "v"), map -> map.remove("key 3")),
        REMOVING_THE_LAST(
                map -> {
                    putMany(map, 20, LONG_VALUE);
                    for (int i = 1; i < 20; i++) {
                        map.remove("key " + i);
                    }
                },
                map -> map.remove("key 0")),
        COMPUTING(map -> map.put("a", "1"), map -> map.compute("a", (key, value) -> value + value)),
        COMPUTING_ANEW(map -> map.put("a", "1"), map -> map.compute("new", (key, value) -> "value")),
        COMPUTING_AWAY(map -> map.put("a", "1"), map -> map.compute("a", (key, value) -> null)),
        COMPUTING_IF_ABSENT(map -> map.put("a", "1"), map -> map.computeIfAbsent("new", key -> "value")),
        COMPUTING_IF_PRESENT(map -> map.put("a", "1"), map -> map.computeIfPresent("a", (key, value) -> "2")),
        MERGING(map -> map.put("a", "1"), map -> map.merge("a", "2", String::concat)),
        PUTTING_IF_ABSENT(map -> map.put("a", "1"), map -> map.putIfAbsent("new", "value")),
        SETTING(map -> map.put("a", "1"), map -> set(map, "a", "2")),
        REPLACING_A_KEYS_VALUE(map -> map.put("a", "1"), map -> map.replace("a", "2")),
        REPLACING_ONE_VALUE(map -> map.put("a", "1"), map -> map.replace("a", "1", "2")),
        REMOVING_ONE_VALUE(map -> map.put("a", "1"), map -> map.remove("a", "1")),
        DELETING(map -> putMany(map, 6, "v"), map -> delete(map, "key 3")),
        REMOVING_BY_A_VIEW(map -> putMany(map, 6, "v"), map -> map.keySet().remove("key 3")),
        REMOVING_BY_AN_ITERATOR(map -> map.put("a", "1"), map -> {
            Iterator<String> values = map.values().iterator();
            if (values.hasNext()) {
                values.next();
                values.remove();
            }
        }),
        SETTING_AN_ENTRY(map -> map.put("a", "1"), map -> map.entrySet().forEach(entry -> entry.setValue("2"))),
        MERGING_AWAY(map -> map.put("a", "1"), map -> map.merge("a", "2", (one, other) -> null)),
        CLEARING(map -> putMany(map, 20, LONG_VALUE), Map::clear),
        SQUEEZING(MapCrashPointsTest::fillWithHoles, map -> map.put("new", LARGE_VALUE));

        private final Consumer<Map<String, String>> before;
        private final Consumer<Map<String, String>> change;

        Change(Consumer<Map<String, String>> before, Consumer<Map<String, String>> change) {
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
    @Timeout(120) // watchdog against a stuck stripe
    void aChangeHasHappenedOrNot(Change change) throws Exception {
        long stores = CrashEnumeration.of(k -> onNewMap(map -> {
            change.before.accept(map);
            Map<String, String> before = new HashMap<>(map);
            boolean completed = CrashEnumeration.crashAt(k, map::verify, () -> change.change.accept(map));
            requireWhole(map, before, change, completed);
            return completed;
        }));
        assertThat(stores).isGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(120) // watchdog against a hang
    @Tag("failing")
    void aChangeThatFailsHasHappenedOrNot(Change change) throws Exception {
        long stores = CrashEnumeration.of(k -> onNewMap(map -> {
            change.before.accept(map);
            Map<String, String> before = new HashMap<>(map);
            // The thread that has failed lives while others look.
            return CrashEnumeration.failAt(
                    k, map::verify, () -> change.change.accept(map), () -> requireWhole(map, before, change, false));
        }));
        assertThat(stores).isGreaterThan(5);
    }

    @Test
    @Timeout(300) // watchdog against a stuck stripe
    void aRepairMayBeInterruptedToo() throws Exception {
        Change change = Change.MOVING_BLOCKS;
        long stores = CrashEnumeration.of(k -> onNewMap(map -> {
            change.before.accept(map);
            return CrashEnumeration.crashAt(k, map::verify, () -> change.change.accept(map));
        }));
        for (long crash = 1; crash <= stores; crash += 7) {
            long k = crash;
            CrashEnumeration.of(j -> onNewMap(map -> {
                change.before.accept(map);
                Map<String, String> before = new HashMap<>(map);
                CrashEnumeration.crashAt(k, map::verify, () -> change.change.accept(map));
                boolean completed = CrashEnumeration.crashAt(j, map::verify);
                requireWhole(map, before, change, false);
                return completed;
            }));
        }
    }

    /** Runs with an empty map in a region of its own. */
    private boolean onNewMap(MapUse use) throws Exception {
        try (Region region =
                Region.builder(workspace.path()).capacity(ONE_STRIPE_BYTES).open()) {
            return use.with(region.map("map", Codecs.string(), Codecs.string()));
        } finally {
            Files.deleteIfExists(workspace.path());
        }
    }

    /** What is done with a map. */
    @FunctionalInterface
    private interface MapUse {
        boolean with(ShmMap<String, String> map) throws Exception;
    }

    private static void requireWhole(
            ShmMap<String, String> map, Map<String, String> before, Change change, boolean completed) {
        Map<String, String> after = new HashMap<>(before);
        change.change.accept(after);
        Map<String, String> found = entriesOf(map);
        assertThat(found).isIn(before, after);
        if (completed) {
            assertThat(found).isEqualTo(after);
        }
        // Not at once: the kernel has to have told of the thread's end.
        Await.until("the count is right again", () -> map.size() == found.size());
        assertThat(map.verify()).isEmpty();
        // What was used for a change that did not happen is there for the next.
        map.remove("new");
        change.change.accept(map);
        assertThat(map.verify()).isEmpty();
        map.put("one more", "value");
        assertThat(map.remove("one more")).isEqualTo("value");
        map.clear();
        assertThat(map.verify()).isEmpty();
        assertThat(map).isEmpty();
    }

    /** A copy by the iterator alone: HashMap's constructor asks for the size first, which may not count the last change yet. */
    private static Map<String, String> entriesOf(ShmMap<String, String> map) {
        Map<String, String> entries = new HashMap<>();
        map.forEach(entries::put);
        return entries;
    }

    private static void set(Map<String, String> map, String key, String value) {
        if (map instanceof ShmMap<String, String> shared) {
            shared.set(key, value);
        } else {
            map.put(key, value);
        }
    }

    private static void delete(Map<String, String> map, String key) {
        if (map instanceof ShmMap<String, String> shared) {
            shared.delete(key);
        } else {
            map.remove(key);
        }
    }

    private static void putMany(Map<String, String> map, int count, String value) {
        for (int i = 0; i < count; i++) {
            map.put("key " + i, value);
        }
    }

    /** The next value fits into no segment, and one of the segments is sparse. */
    private static void fillWithGarbage(Map<String, String> map) {
        putMany(map, 8, LONG_VALUE);
        for (int i = 0; i < 3; i++) {
            map.put("key 0", LONG_VALUE + i);
            map.put("key 4", LONG_VALUE + i);
        }
    }

    /** The region is full, of segments that are not. */
    private static void fillWithHoles(Map<String, String> map) {
        int count = 0;
        try {
            for (; ; count++) {
                map.put("key " + count, LONG_VALUE);
            }
        } catch (RegionFullException e) {
            for (int i = 0; i < count; i++) {
                if (i % 2 == 0) {
                    map.remove("key " + i);
                }
            }
        }
    }
}
