package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a map and its views do where a change comes in between: as {@link ConcurrentHashMap}, or stricter where it says so. */
@SuppressWarnings({"CollectionIncompatibleType", "EqualsIncompatibleType", "ReturnValueIgnored", "UndefinedEquals"
}) // calls that the types advise against are compared with the JDK's too
class MapLikeJdkTest {

    private enum Colour {
        RED
    }

    private record Point(int x) {}

    private record Other(int x) {}

    /** What a case does to a map; its result and what is left in the map are compared. */
    private interface Play extends Function<ConcurrentMap<Object, String>, Object> {}

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @TestFactory
    Stream<DynamicTest> asConcurrentHashMap() {
        return cases().entrySet().stream()
                .map(play -> DynamicTest.dynamicTest(play.getKey(), () -> {
                    ConcurrentMap<Object, String> jdk = new ConcurrentHashMap<>();
                    ConcurrentMap<Object, String> shared = shared(play.getKey());
                    assertThat(outcome(shared, play.getValue())).isEqualTo(outcome(jdk, play.getValue()));
                    assertThat(shared).isEqualTo(jdk);
                }));
    }

    @SuppressWarnings("unchecked") // keys of other classes are looked up too
    private ConcurrentMap<Object, String> shared(String name) {
        return (ConcurrentMap<Object, String>) (ConcurrentMap<?, ?>) region.map(name, Codecs.string(), Codecs.string());
    }

    private static Object outcome(ConcurrentMap<Object, String> map, Play play) {
        map.putAll(Map.of("a", "1", "b", "2", "k", "old"));
        try {
            return String.valueOf(play.apply(map));
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    @SuppressWarnings("NullAway") // what the types forbid is what is tested
    private static Map<String, Play> cases() {
        Map<String, Play> cases = new LinkedHashMap<>();
        cases.put(
                "values.removeIf, value replaced",
                map -> map.values().removeIf(value -> {
                    boolean old = value.equals("old");
                    map.put("k", "new");
                    return old;
                }));
        cases.put(
                "entrySet.removeIf, value replaced",
                map -> map.entrySet().removeIf(entry -> {
                    boolean old = entry.getValue().equals("old");
                    map.put("k", "new");
                    return old;
                }));
        cases.put(
                "values.removeIf, removed meanwhile",
                map -> map.values().removeIf(value -> {
                    map.remove("k");
                    return value.equals("old");
                }));
        cases.put("keySet.removeIf", map -> map.keySet().removeIf(key -> !key.equals("a")));
        cases.put("entrySet.removeIf, set", map -> map.entrySet().removeIf(entry -> entry.setValue("x") != null));
        cases.put("removeIf(null)", map -> map.values().removeIf(null));
        cases.put("replaceAll, value replaced", map -> {
            map.replaceAll((key, value) -> {
                if (value.equals("old")) {
                    map.put("k", "new");
                }
                return value + "!";
            });
            return map.get("k");
        });
        cases.put("replaceAll, removed meanwhile", map -> {
            map.replaceAll((key, value) -> {
                map.remove("k");
                return value + "!";
            });
            return map.containsKey("k");
        });
        cases.put("replaceAll, null", map -> {
            map.replaceAll((key, value) -> null);
            return "";
        });
        cases.put("forEach removes", map -> {
            map.forEach((key, value) -> map.remove(key));
            return map.size();
        });
        cases.put("entry.setValue after removal", map -> {
            map.keySet().retainAll(Set.of("k"));
            Map.Entry<Object, String> entry = map.entrySet().iterator().next();
            map.clear();
            return entry.setValue("again") == null;
        });
        cases.put(
                "entry.setValue(null)", map -> map.entrySet().iterator().next().setValue(null));
        cases.put("entry.setValue, then remove", map -> {
            map.keySet().retainAll(Set.of("k"));
            Iterator<Map.Entry<Object, String>> entries = map.entrySet().iterator();
            entries.next().setValue("set");
            entries.remove();
            return map.size();
        });
        cases.put("iterator.remove twice", map -> {
            map.keySet().retainAll(Set.of("k"));
            Iterator<String> values = map.values().iterator();
            values.next();
            values.remove();
            values.remove();
            return "";
        });
        cases.put("keys.iterator.remove, value replaced", map -> {
            for (Iterator<Object> keys = map.keySet().iterator(); keys.hasNext(); ) {
                map.put(keys.next(), "new");
                keys.remove();
            }
            return "";
        });
        cases.put("keySet.removeAll", map -> map.keySet().removeAll(List.of("a", 1, "c")));
        cases.put("keySet.retainAll", map -> map.keySet().retainAll(Arrays.asList("a", null, 1)));
        cases.put("values.removeAll", map -> map.values().removeAll(Arrays.asList("1", null, 1)));
        cases.put("values.retainAll", map -> map.values().retainAll(List.of("1")));
        cases.put("entrySet.retainAll", map -> map.entrySet().retainAll(Set.of(Map.entry("a", "1"))));
        cases.put("entrySet.removeAll", map -> map.entrySet().removeAll(Set.of(Map.entry("a", "2"))));
        cases.put("values.remove(null)", map -> map.values().remove(null));
        cases.put(
                "values.remove",
                map -> map.values().remove("2") + " " + map.values().remove("2"));
        cases.put("values.contains(null)", map -> map.values().contains(null));
        cases.put("containsValue(null)", map -> map.containsValue(null));
        cases.put("containsKey(null)", map -> map.containsKey(null));
        cases.put("get(null)", map -> map.get(null));
        cases.put("getOrDefault(null)", map -> map.getOrDefault(null, "d"));
        cases.put("remove(null)", map -> map.remove(null));
        cases.put("remove(null, value)", map -> map.remove(null, "1"));
        cases.put("remove(key, null)", map -> map.remove("a", null));
        cases.put("keySet.remove(null)", map -> map.keySet().remove(null));
        cases.put("keySet.contains(null)", map -> map.keySet().contains(null));
        cases.put("entrySet.contains(null)", map -> map.entrySet().contains(null));
        cases.put("putIfAbsent(null)", map -> map.putIfAbsent("a", null));
        cases.put("merge(null)", map -> map.merge("a", null, (one, two) -> one));
        cases.put(
                "compute throws",
                map -> map.compute("a", (key, value) -> {
                    throw new UnsupportedOperationException();
                }));
        cases.put(
                "compute changes its key", map -> map.computeIfAbsent("n", key -> map.computeIfAbsent("n", k -> "x")));
        cases.put("compute reads", map -> map.compute("a", (key, value) -> value + map.get("b") + map.get("a")));
        cases.put("get(other class)", map -> map.get(1));
        cases.put("getOrDefault(other class)", map -> map.getOrDefault(1, "d"));
        cases.put("containsKey(other class)", map -> map.containsKey(1));
        cases.put("remove(other class)", map -> map.remove(1));
        cases.put("remove(other class, value)", map -> map.remove(1, "1"));
        cases.put("remove(key, other class)", map -> map.remove("a", 1));
        cases.put(
                "keySet.contains(other class)",
                map -> map.keySet().contains(1) || map.keySet().remove(1));
        cases.put("entrySet.contains(other class)", map -> map.entrySet().contains(Map.entry(1, 1)));
        cases.put("containsValue(other class)", map -> map.containsValue(1));
        cases.put("equals(other classes)", map -> map.equals(Map.of(1, 1, 2, 2, 3, 3)));
        cases.put(
                "stream puts",
                map -> map.keySet().stream()
                                .peek(key -> map.putIfAbsent("z", "z"))
                                .toArray()
                                .length
                        > 2);
        cases.put("stream removes", map -> {
            map.values().stream().peek(value -> map.clear()).toArray();
            return map.size();
        });
        cases.put("putAll(self)", map -> {
            map.putAll(map);
            return map.size();
        });
        cases.put("keySet.removeAll(self)", map -> map.keySet().removeAll(map.keySet()));
        cases.put(
                "characteristics",
                map -> List.of(
                        map.keySet().spliterator().characteristics(),
                        map.values().spliterator().characteristics(),
                        map.entrySet().spliterator().characteristics()));
        cases.put("views are the same", map -> map.values().equals(map.values()));
        return cases;
    }

    /** Stricter than ConcurrentHashMap, whose iterators remove the key with whatever value it has. */
    @Test
    void anIteratorRemovesOnlyTheValueThatItReturned() {
        ConcurrentMap<Object, String> map = shared("strict");
        map.put("k", "old");
        for (Iterator<?> all : List.of(map.values().iterator(), map.entrySet().iterator())) {
            all.next();
            map.put("k", "new");
            all.remove();
            assertThat(map).containsEntry("k", "new");
            map.put("k", "old");
        }
    }

    /** ConcurrentHashMap's removeAll of values does not. */
    @Test
    void bulkRemovalKeepsNewerValues() {
        ConcurrentMap<Object, String> map = shared("bulk");
        map.put("k", "old");
        Set<Object> putsMeanwhile = new HashSet<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean contains(Object value) {
                map.put("k", "new");
                return value.equals("old");
            }
        };
        assertThat(map.values().removeAll(putsMeanwhile)).isFalse();
        assertThat(map).containsEntry("k", "new");
    }

    @Test
    void anIteratorReadsTheValueWhenItIsAskedForIt() {
        ConcurrentMap<Object, String> map = shared("late");
        map.put("a", "1");
        map.put("b", "2");
        Iterator<String> values = map.values().iterator();
        values.next();
        map.replaceAll((key, value) -> "late");
        assertThat(values.next()).isEqualTo("late");
    }

    @Test
    void noViewClaimsASize() {
        ConcurrentMap<Object, String> map = shared("size");
        map.put("a", "1");
        for (Spliterator<?> all : List.of(
                map.keySet().spliterator(),
                map.values().spliterator(),
                map.entrySet().spliterator())) {
            assertThat(all.hasCharacteristics(Spliterator.SIZED)).isFalse();
            assertThat(all.getExactSizeIfKnown()).isEqualTo(-1);
            List<Object> seen = new ArrayList<>();
            all.forEachRemaining(seen::add);
            assertThat(seen).hasSize(1);
        }
    }

    @Test
    void aKeyThatTheCodecRefusesIsInNoMap() {
        Map<?, String> numbers = region.map("numbers", Codecs.int64(), Codecs.string());
        Map<?, String> colours = region.map("colours", Codecs.ofEnum(Colour.class), Codecs.string());
        Map<?, String> points = region.map("points", Codecs.ofRecord(Point.class), Codecs.string());
        for (Map<?, String> map : List.of(numbers, colours, points)) {
            for (Object key : List.of("a", 1, new Other(1), Thread.State.NEW)) {
                assertThat(map.get(key)).isNull();
                assertThat(map.containsKey(key)).isFalse();
                assertThat(map.remove(key)).isNull();
                assertThat(map.remove(key, "v")).isFalse();
                assertThat(map.keySet().removeAll(Set.of(key))).isFalse();
            }
        }
    }

    @Test
    void arraysAreComparedByContentEverywhere() {
        ShmMap<String, byte[]> map = region.map("arrays", Codecs.string(), Codecs.bytes());
        byte[] value = "value".getBytes(StandardCharsets.UTF_8);
        map.put("k", value.clone());
        assertThat(map.containsValue(value.clone())).isTrue();
        assertThat(map.values().contains(value.clone())).isTrue();
        assertThat(map.entrySet().contains(Map.entry("k", value.clone()))).isTrue();
        map.replaceAll((key, old) -> Arrays.copyOf(old, 3));
        assertThat(map.get("k")).hasSize(3);
        // A filter that writes into what it tests changes a copy.
        assertThat(map.values().removeIf(bytes -> ++bytes[0] != 0)).isTrue();
        map.put("k", value.clone());
        assertThat(map.values().remove(value.clone())).isTrue();
        assertThat(map).isEmpty();
    }

    @Test
    void aClosedRegionEndsAnIteration() {
        ConcurrentMap<Object, String> map = shared("closed");
        map.putAll(Map.of("a", "1", "b", "2"));
        Iterator<String> values = map.values().iterator();
        values.next();
        region.close();
        assertThatThrownBy(values::next).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> Collections.max(map.values())).isInstanceOf(RegionClosedException.class);
    }
}
