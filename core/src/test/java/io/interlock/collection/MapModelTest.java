package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two processes take turns at random changes; each result is what {@link ConcurrentHashMap} would give. Both processes draw the
 * same changes from one seed, and keep a model each.
 */
class MapModelTest {

    private static final int TURNS = 1_500;
    private static final int MOST_CHANGES_A_TURN = 60;
    private static final int KEYS = 300;
    private static final int MOST_USUAL_LENGTH = 200;
    private static final int MOST_LENGTH = 8_000;
    private static final int CLEARED_ONCE_IN = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(180) // watchdog: a process that fails leaves the other waiting
    void doesAsTheModelDoes() throws Exception {
        long seed = Long.getLong("interlock.test.seed", System.nanoTime());
        String path = workspace.path().toString();
        Region region = workspace.open();
        JvmProcess child = workspace.start(() -> {
            try (Region mine = Workspace.attach(path)) {
                takeTurns(mine, seed, 1);
            }
        });
        try {
            takeTurns(region, seed, 0);
        } catch (Throwable e) {
            throw new AssertionError("seed=" + seed, e);
        }
        child.join();
    }

    private static void takeTurns(Region region, long seed, int me) {
        ShmMap<String, String> map = region.map("map", Codecs.string(), Codecs.string());
        ConcurrentMap<String, String> model = new ConcurrentHashMap<>();
        ShmLong turn = region.longValue("turn");
        Random random = new Random(seed);
        for (int i = 0; i < TURNS; i++) {
            boolean mine = random.nextInt(2) == me;
            while (mine && turn.get() < i) {
                LockSupport.parkNanos(10_000);
            }
            int changes = 1 + random.nextInt(MOST_CHANGES_A_TURN);
            for (int change = 0; change < changes; change++) {
                long changeSeed = random.nextLong();
                Object expected = change(model, new Random(changeSeed));
                if (mine) {
                    assertThat(change(map, new Random(changeSeed))).isEqualTo(expected);
                }
            }
            if (mine) {
                turn.set(i + 1L);
            }
        }
        while (turn.get() < TURNS) {
            LockSupport.parkNanos(10_000);
        }
        assertThat(map).isEqualTo(model).hasSize(model.size());
        assertThat(map.verify()).isEmpty();
    }

    private static Object change(ConcurrentMap<String, String> map, Random random) {
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
                    case 8 -> map.replace(key, random.nextBoolean() ? value : map.getOrDefault(key, ""), value + "!");
                    case 9 ->
                        map.compute(
                                key,
                                (k, old) -> old == null ? value : old.length() > MOST_USUAL_LENGTH ? null : old + "+");
                    case 10 -> map.computeIfAbsent(key, k -> random.nextBoolean() ? value : null);
                    case 11 -> map.computeIfPresent(key, (k, old) -> random.nextBoolean() ? value : null);
                    case 12 -> map.merge(key, value, (old, now) -> old.length() > MOST_USUAL_LENGTH ? null : old + now);
                    default ->
                        map.get(key)
                                + map.containsKey(key)
                                + map.size()
                                + map.keySet().equals(Map.copyOf(map).keySet());
                });
    }

    private static String value(Random random) {
        int most = random.nextInt(50) == 0 ? MOST_LENGTH : MOST_USUAL_LENGTH;
        return Integer.toString(random.nextInt(10)).repeat(random.nextInt(most));
    }
}
