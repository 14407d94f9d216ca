package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A map gives what {@link ConcurrentHashMap} gives. */
class MapModelTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(180) // watchdog: a process that fails leaves the other waiting
    void doesAsTheModelDoes() throws Exception {
        new Maps().play(workspace);
    }

    static final class Maps extends ModelGame<ConcurrentMap<String, String>> {

        private static final long serialVersionUID = 1L;
        private static final int KEYS = 300;
        private static final int MAX_USUAL_LENGTH = 200;
        private static final int MAX_LENGTH = 8_000;
        private static final int CLEARED_ONCE_IN = 20_000;

        @Override
        ConcurrentMap<String, String> shared(Region region, int me) {
            return region.map("map", Codecs.string(), Codecs.string());
        }

        @Override
        ConcurrentMap<String, String> model() {
            return new ConcurrentHashMap<>();
        }

        @Override
        Object change(ConcurrentMap<String, String> map, int mover, Random random) {
            String key = "key " + random.nextInt(KEYS);
            String value = value(random);
            if (random.nextInt(CLEARED_ONCE_IN) == 0) {
                map.clear();
                return "cleared";
            }
            return String.valueOf(
                    switch (random.nextInt(14)) {
                        case 0, 1, 2 -> map.put(key, value);
                        case 3 -> map.putIfAbsent(key, value);
                        case 4, 5 -> map.remove(key);
                        case 6 -> map.remove(key, random.nextBoolean() ? value : map.get(key));
                        case 7 -> map.replace(key, value);
                        case 8 ->
                            map.replace(key, random.nextBoolean() ? value : map.getOrDefault(key, ""), value + "!");
                        case 9 ->
                            map.compute(
                                    key,
                                    (k, old) ->
                                            old == null ? value : old.length() > MAX_USUAL_LENGTH ? null : old + "+");
                        case 10 -> map.computeIfAbsent(key, k -> random.nextBoolean() ? value : null);
                        case 11 -> map.computeIfPresent(key, (k, old) -> random.nextBoolean() ? value : null);
                        case 12 ->
                            map.merge(key, value, (old, now) -> old.length() > MAX_USUAL_LENGTH ? null : old + now);
                        default ->
                            map.get(key)
                                    + map.containsKey(key)
                                    + map.size()
                                    + map.keySet().equals(Map.copyOf(map).keySet());
                    });
        }

        private static String value(Random random) {
            int most = random.nextInt(50) == 0 ? MAX_LENGTH : MAX_USUAL_LENGTH;
            return Integer.toString(random.nextInt(10)).repeat(random.nextInt(most));
        }

        @Override
        void check(ConcurrentMap<String, String> map, ConcurrentMap<String, String> model, int me) {
            assertThat(map).isEqualTo(model).hasSize(model.size());
            assertThat(((ShmMap<String, String>) map).verify()).isEmpty();
        }
    }
}
