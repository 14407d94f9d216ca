package io.interlock.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two processes take turns at random changes; each result is what {@link ArrayList} would give. Both draw the same changes from
 * one seed, and keep a model each.
 */
class ListModelTest {

    private static final int TURNS = 800;
    private static final int MOST_CHANGES_A_TURN = 60;
    private static final int MOST_ELEMENTS = 400;
    private static final int MOST_USUAL_LENGTH = 200;
    private static final int MOST_LENGTH = 8_000;

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
        ShmList<String> list = region.list("list", Codecs.string());
        List<String> model = new ArrayList<>();
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
                    assertThat(change(list, new Random(changeSeed))).isEqualTo(expected);
                }
            }
            if (mine) {
                turn.set(i + 1L);
            }
        }
        while (turn.get() < TURNS) {
            LockSupport.parkNanos(10_000);
        }
        assertThat(list).isEqualTo(model).hasSize(model.size());
        assertThat(list.verify()).isEmpty();
    }

    private static Object change(List<String> list, Random random) {
        String value = value(random);
        int size = list.size();
        if (size == 0 || (size < MOST_ELEMENTS && random.nextInt(4) == 0)) {
            return list.add(value);
        }
        int index = random.nextInt(size);
        return switch (random.nextInt(size > MOST_ELEMENTS ? 7 : 14)) {
            case 0, 1 -> list.remove(index);
            case 2 -> list.remove(list.get(index));
            case 3 -> list.remove(size - 1);
            case 4 -> list.removeIf(element -> element.length() % 29 == 1);
            case 5 -> list.set(index, value);
            case 6 -> {
                if (random.nextInt(500) == 0) {
                    list.clear();
                }
                yield list.size();
            }
            case 7, 8 -> {
                list.add(index, value);
                yield list.get(index);
            }
            case 9 -> list.addAll(index, List.of(value, value + "!"));
            case 10 -> {
                list.subList(index, Math.min(size, index + 5)).clear();
                yield list.size();
            }
            case 11 -> {
                Collections.swap(list, index, random.nextInt(size));
                yield list.get(index);
            }
            case 12 -> list.indexOf(value) + list.lastIndexOf(list.get(index));
            default -> list.get(index);
        };
    }

    private static String value(Random random) {
        int most = random.nextInt(50) == 0 ? MOST_LENGTH : MOST_USUAL_LENGTH;
        return Integer.toString(random.nextInt(10)).repeat(random.nextInt(most));
    }
}
