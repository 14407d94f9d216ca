package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import io.interlock.testing.WriterElsewhere;
import io.interlock.testing.WriterElsewhere.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every method of a map and its views beside one writer in another JVM. What must hold is what {@link
 * java.util.concurrent.ConcurrentHashMap} promises: no call fails, a key that stays is seen exactly once, and a removal of what is
 * marked never removes a newer value.
 */
@Timeout(300) // watchdog against a hang
@SuppressWarnings("UnnecessaryLambda") // predicates are what the calls take
class MapBesideWriterTest {

    private static final int STAYING = 20;
    private static final int CHANGING = 30;
    private static final long PAUSE_NS = 20_000;
    private static final String MARK = "mark";
    private static final Predicate<Object> IS_MARK = MARK::equals;

    /** Between the test and what follows, the writer gets time to put a newer value. */
    private static final Predicate<Object> SLOWLY_IS_MARK = value -> {
        if (IS_MARK.test(value)) {
            LockSupport.parkNanos(PAUSE_NS);
        }
        return IS_MARK.test(value);
    };

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final ShmMap<String, String> map = map(workspace.open());
    private final Set<String> staying = new HashSet<>();

    @Test
    void everyCallHolds() throws Exception {
        play(Duration.ofSeconds(2));
    }

    @Test
    @Tag("stress")
    void everyCallHoldsForLong() throws Exception {
        play(Duration.ofMinutes(2));
    }

    private void play(Duration time) throws Exception {
        for (int i = 0; i < STAYING; i++) {
            staying.add("staying " + i);
            map.put("staying " + i, "staying " + i);
        }
        Map<String, Call> calls = new LinkedHashMap<>();
        addReads(calls);
        addRemovals(calls);
        WriterElsewhere.play(workspace, MapBesideWriterTest::write, calls, time);
        assertThat(map.verify()).isEmpty();
    }

    private static ShmMap<String, String> map(Region region) {
        return region.map("map", Codecs.string(), Codecs.string());
    }

    /** Marks a key, then gives it a value, which nobody else may remove or replace; and lets keys come and go. */
    private static void write(Region region, long number) {
        ShmMap<String, String> map = map(region);
        String key = "changing " + number % CHANGING;
        String before = map.get(key);
        if (number >= CHANGING && !(key + "=" + (number - CHANGING)).equals(before)) {
            throw new IllegalStateException("lost: key=" + key + " number=" + number + " found=" + before);
        }
        map.put(key, MARK);
        map.put(key, key + "=" + number);
        String passing = "passing " + number % CHANGING;
        if (number / CHANGING % 2 == 0) {
            map.put(passing, passing + "=" + number);
        } else {
            map.remove(passing);
        }
    }

    private void addReads(Map<String, Call> calls) {
        calls.put("keySet.toArray", random -> areKeys(Arrays.asList(map.keySet().toArray())));
        calls.put(
                "keySet.toArray(T[])",
                random -> areKeys(Arrays.asList(map.keySet().toArray(new String[random.nextInt(2 * STAYING)])).stream()
                        .filter(key -> key != null)
                        .toList()));
        calls.put("Set.copyOf", random -> areKeys(Set.copyOf(map.keySet())));
        calls.put("keySet.stream", random -> areKeys(map.keySet().stream().toList()));
        calls.put(
                "keySet.parallelStream",
                random -> areKeys(map.keySet().parallelStream().toList()));
        calls.put("keySet.iterator", random -> {
            List<String> keys = new ArrayList<>();
            for (String key : map.keySet()) {
                keys.add(key);
            }
            areKeys(keys);
        });
        calls.put(
                "keySet.containsAll",
                random -> assertThat(map.keySet().containsAll(staying)).isTrue());
        calls.put("Map.copyOf", random -> areEntries(Map.copyOf(map)));
        calls.put("new HashMap", random -> areEntries(new HashMap<>(map)));
        calls.put(
                "entrySet.stream",
                random -> areEntries(
                        map.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        calls.put(
                "entrySet.toArray",
                random -> areEntries(Arrays.stream(map.entrySet().toArray(new Map.Entry<?, ?>[0]))
                        .collect(Collectors.toMap(
                                entry -> (String) entry.getKey(), entry -> (String) entry.getValue()))));
        calls.put("forEach", random -> {
            Map<String, String> seen = new HashMap<>();
            map.forEach((key, value) -> assertThat(seen.put(key, value)).isNull());
            areEntries(seen);
        });
        calls.put(
                "values.toArray", random -> areValues(Arrays.asList(map.values().toArray())));
        calls.put("List.copyOf", random -> areValues(List.copyOf(map.values())));
        calls.put("values.stream", random -> areValues(map.values().stream().toList()));
        calls.put(
                "values.contains",
                random -> assertThat(map.values().contains("staying 3")).isTrue());
        calls.put(
                "containsValue",
                random -> assertThat(map.containsValue("staying 3")).isTrue());
        calls.put(
                "toString",
                random -> assertThat(map + " " + map.keySet() + map.values() + map.entrySet())
                        .contains("staying 3=staying 3"));
        calls.put("hashCode", random -> {
            int unused =
                    map.hashCode() + map.keySet().hashCode() + map.entrySet().hashCode();
        });
        calls.put(
                "equals",
                random -> assertThat(map.equals(Map.copyOf(map)) && map.equals(Map.of()))
                        .isFalse());
        calls.put("size", random -> assertThat(map.size()).isBetween(STAYING, STAYING + 2 * CHANGING));
        calls.put(
                "getOrDefault",
                random -> assertThat(map.getOrDefault("staying 5", "none")).isEqualTo("staying 5"));
    }

    private void areKeys(Collection<?> keys) {
        assertThat(new HashSet<Object>(keys)).hasSameSizeAs(keys).containsAll(staying);
    }

    private void areValues(Collection<?> values) {
        assertThat(values.stream()
                        .filter(staying::contains)
                        .map(String::valueOf)
                        .collect(Collectors.toList()))
                .containsExactlyInAnyOrderElementsOf(staying);
    }

    private void areEntries(Map<String, String> entries) {
        assertThat(entries.keySet()).containsAll(staying);
        assertThat(entries)
                .allSatisfy((key, value) -> assertThat(value)
                        .satisfiesAnyOf(
                                any -> assertThat(value).isEqualTo(MARK),
                                any -> assertThat(value).isEqualTo(key),
                                any -> assertThat(value).startsWith(key + "=")));
    }

    /** Each removes or replaces marks only; the writer finds out if a newer value went with one. */
    private void addRemovals(Map<String, Call> calls) {
        calls.put("values.removeIf", random -> map.values().removeIf(SLOWLY_IS_MARK));
        calls.put("values.removeAll", random -> map.values().removeAll(Set.of(MARK)));
        calls.put("values.retainAll", random -> map.values().retainAll(new NoMarks()));
        calls.put("values.remove", random -> map.values().remove(MARK));
        calls.put("values.iterator.remove", random -> {
            for (Iterator<String> values = map.values().iterator(); values.hasNext(); ) {
                if (SLOWLY_IS_MARK.test(values.next())) {
                    values.remove();
                }
            }
        });
        calls.put(
                "entrySet.removeIf", random -> map.entrySet().removeIf(entry -> SLOWLY_IS_MARK.test(entry.getValue())));
        calls.put("entrySet.removeAll", random -> map.entrySet().removeAll(Set.of(Map.entry(changing(random), MARK))));
        calls.put("entrySet.remove", random -> map.entrySet().remove(Map.entry(changing(random), MARK)));
        calls.put("entrySet.retainAll", random -> map.entrySet().retainAll(new NoMarks()));
        calls.put("entrySet.iterator.remove", random -> {
            for (Iterator<Map.Entry<String, String>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
                if (SLOWLY_IS_MARK.test(entries.next().getValue())) {
                    entries.remove();
                }
            }
        });
        calls.put(
                "keySet.removeIf",
                random ->
                        assertThat(map.keySet().removeIf("no such key"::equals)).isFalse());
        calls.put("remove", random -> map.remove(changing(random), MARK));
        calls.put("replace", random -> map.replace(changing(random), MARK, MARK));
        calls.put("replaceAll", random -> map.replaceAll((key, value) -> value));
        calls.put(
                "computeIfPresent",
                random -> map.computeIfPresent(changing(random), (key, value) -> IS_MARK.test(value) ? null : value));
        calls.put(
                "compute", random -> map.compute(changing(random), (key, value) -> IS_MARK.test(value) ? null : value));
        calls.put(
                "merge",
                random -> map.merge(changing(random), MARK, (value, mark) -> IS_MARK.test(value) ? null : value));
        calls.put("computeIfAbsent", random -> map.computeIfAbsent(changing(random), key -> null));
        calls.put("compute throws", random -> {
            try {
                map.computeIfPresent(changing(random), (key, value) -> {
                    throw new UnsupportedOperationException(value);
                });
            } catch (UnsupportedOperationException expected) {
                assertThat(map.containsKey("staying 1")).isTrue();
            }
        });
    }

    private static String changing(Random random) {
        return "changing " + random.nextInt(CHANGING);
    }

    /** Contains everything but marks. */
    private static final class NoMarks extends HashSet<Object> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean contains(Object other) {
            return !SLOWLY_IS_MARK.test(other instanceof Map.Entry<?, ?> entry ? entry.getValue() : other);
        }
    }
}
