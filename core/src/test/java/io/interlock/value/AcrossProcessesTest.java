package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.process.SerializableRunnable;
import io.interlock.sync.ShmBarrier;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values and arrays of all types, used by several JVMs at once. */
@Timeout(120) // watchdog against a hang
class AcrossProcessesTest {

    private static final int PROCESSES = 2;
    private static final int ADDITIONS = 20_000;
    private static final int TURNS = 100;
    private static final int LENGTH = 37;
    private static final int STEPS = 10_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void noAdditionIsLost() throws Exception {
        String file = workspace.path().toString();
        inEachProcess(process -> () -> addUp(file));
        for (ValueType<?> type : ValueType.ALL) {
            if (type.isNumber()) {
                assertSum(type, PROCESSES * ADDITIONS * 2);
            }
        }
    }

    private static void addUp(String file) {
        try (Region region = Workspace.attach(file)) {
            ValueType.ALL.stream().filter(ValueType::isNumber).forEach(type -> addUp(region, type));
        }
    }

    private static <T> void addUp(Region region, ValueType<T> type) {
        // A value, and two elements that are neighbours.
        Cell<T> value = type.value(region, type.name());
        Elements<T> array = type.array(region, type.name() + "s", LENGTH);
        List<Cell<T>> cells = List.of(value, array.at(5), array.at(6));
        await(region, type.name());
        for (int i = 0; i < ADDITIONS; i++) {
            for (Cell<T> cell : cells) {
                cell.getAndAdd(1);
                cell.update(before -> before + 1);
            }
        }
    }

    private <T> void assertSum(ValueType<T> type, int sum) {
        Elements<T> array = type.array(region, type.name() + "s", LENGTH);
        assertThat(type.value(region, type.name()).get()).as(type.name()).isEqualTo(type.of(sum));
        assertThat(array.at(5).get()).as(type.name() + "s").isEqualTo(type.of(sum));
        assertThat(array.at(6).get()).as(type.name() + "s").isEqualTo(type.of(sum));
        assertThat(array.at(4).get()).isEqualTo(type.of(0));
        assertThat(array.at(7).get()).isEqualTo(type.of(0));
    }

    @Test
    void aTokenIsTakenByOne() throws Exception {
        String file = workspace.path().toString();
        inEachProcess(process -> () -> passTokens(file));
        for (ValueType<?> type : ValueType.ALL) {
            long taken = region.longValue(type.name() + " taken").get();
            assertThat(taken).as(type.name()).isEqualTo((long) PROCESSES * ADDITIONS);
        }
    }

    private static void passTokens(String file) {
        try (Region region = Workspace.attach(file)) {
            ValueType.ALL.forEach(type -> passTokens(region, type));
        }
    }

    /** Every token that is put in is taken out once, by whomever; also between neighbours. */
    private static <T> void passTokens(Region region, ValueType<T> type) {
        Elements<T> array = type.array(region, type.name() + "s", LENGTH);
        ShmLong taken = region.longValue(type.name() + " taken");
        T none = type.of(0);
        T token = type.of(1);
        await(region, type.name());
        for (int i = 0; i < ADDITIONS; i++) {
            Cell<T> cell = array.at(8 + i % 4);
            // A worker that finds the cell occupied takes both tokens.
            if (!cell.compareAndSet(none, token)) {
                taken.getAndAdd(1 + type.longOf(cell.getAndSet(none)));
            }
        }
        for (int i = 8; i < 12; i++) {
            taken.getAndAdd(type.longOf(array.at(i).getAndSet(none)));
        }
    }

    @Test
    void severalProcessesFillOneArray() throws Exception {
        String file = workspace.path().toString();
        inEachProcess(process -> () -> fill(file, process));
        for (ValueType<?> type : ValueType.ALL) {
            for (int i = 0; i < LENGTH; i++) {
                assertThat(type.array(region, type.name(), LENGTH).at(i).get())
                        .as(type.name() + " element " + i)
                        .isEqualTo(type.of(i * 7L + 1));
            }
        }
    }

    private static void fill(String file, int process) {
        try (Region region = Workspace.attach(file)) {
            ValueType.ALL.forEach(type -> fill(region, type, process));
        }
    }

    private static <T> void fill(Region region, ValueType<T> type, int process) {
        Elements<T> array = type.array(region, type.name(), LENGTH);
        await(region, type.name());
        for (int i = process; i < LENGTH; i += PROCESSES) {
            array.at(i).set(type.of(i * 7L + 1));
        }
    }

    @Test
    void neighboursDoNotDisturbEachOther() throws Exception {
        String file = workspace.path().toString();
        long seed = System.nanoTime();
        inEachProcess(process -> () -> actAtRandom(file, process, seed));
    }

    private static void actAtRandom(String file, int process, long seed) {
        SplittableRandom random = new SplittableRandom(seed + process);
        try (Region region = Workspace.attach(file)) {
            ValueType.ALL.forEach(
                    type -> actAtRandom(region, type, process, random, "seed " + seed + " process " + process));
        }
    }

    private static <T> void actAtRandom(
            Region region, ValueType<T> type, int process, SplittableRandom random, String where) {
        Elements<T> array = type.array(region, type.name(), LENGTH);
        RandomModel<T> mine = new RandomModel<>(type, array, LENGTH, process, PROCESSES);
        await(region, type.name());
        for (int step = 0; step < STEPS; step++) {
            mine.step(random, where + " " + type.name() + " step " + step);
        }
        await(region, type.name());
        mine.check(where + " " + type.name());
    }

    @Test
    void theBuiltInLockGuardsAgainstOtherProcesses() throws Exception {
        String file = workspace.path().toString();
        inEachProcess(process -> () -> countUnderLock(file));
        for (ValueType<?> type : ValueType.ALL) {
            if (type.isNumber()) {
                assertThat(type.value(region, type.name()).get()).isEqualTo(type.of(PROCESSES * TURNS));
                assertThat(type.array(region, type.name() + "s", LENGTH).at(3).get())
                        .isEqualTo(type.of(PROCESSES * TURNS));
            }
        }
    }

    private static void countUnderLock(String file) {
        try (Region region = Workspace.attach(file)) {
            ValueType.ALL.stream().filter(ValueType::isNumber).forEach(type -> countUnderLocks(region, type));
        }
    }

    private static <T> void countUnderLocks(Region region, ValueType<T> type) {
        await(region, type.name());
        countUnderLock(type, type.value(region, type.name()));
        countUnderLock(type, type.array(region, type.name() + "s", LENGTH).at(3));
    }

    private static <T> void countUnderLock(ValueType<T> type, Cell<T> cell) {
        for (int i = 0; i < TURNS; i++) {
            cell.lock().lock();
            try {
                cell.setPlain(type.of(type.longOf(cell.getPlain()) + 1));
            } finally {
                cell.lock().unlock();
            }
        }
    }

    /** Runs a task in each process, and throws what one of them has thrown. */
    private void inEachProcess(IntFunction<SerializableRunnable> task) throws Exception {
        List<JvmProcess> children = new ArrayList<>();
        for (int process = 0; process < PROCESSES; process++) {
            children.add(workspace.start(task.apply(process)));
        }
        for (JvmProcess child : children) {
            child.join();
        }
    }

    /** Lets the processes start at the same time. */
    private static void await(Region region, String name) {
        ShmBarrier barrier = region.barrier("before " + name, PROCESSES);
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError("the other process is gone", e);
        }
    }
}
