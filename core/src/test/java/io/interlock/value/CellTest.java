package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.CrashEnumeration;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a shared value can do, and an element of a shared array in the same words, for each type. An element has neighbours
 * in its word, which stay as they were.
 */
@ParameterizedClass
@MethodSource("subjects")
class CellTest<T> {

    private static final int LENGTH = 11;
    private static final int NEIGHBOUR = 77;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final Subject<T> subject;
    private final ValueType<T> type;
    private final Cell<T> cell;

    /** One of the things that the tests are run on; the index is that of an element, or less than 0 for a value. */
    record Subject<T>(ValueType<T> type, int index) {

        Cell<T> in(Region region) {
            return index < 0
                    ? type.value(region, "subject")
                    : type.array(region, "subject", LENGTH).at(index);
        }

        @Override
        public String toString() {
            return index < 0 ? "Shm" + type.name() : "element " + index + " of Shm" + type.name() + "Array";
        }
    }

    static Stream<Subject<?>> subjects() {
        // Elements at each place in a word, the array's last among them.
        return ValueType.ALL.stream()
                .flatMap(type -> Stream.of(-1, 4, 5, 6, LENGTH - 1)
                        .filter(index -> index <= 4 || type.elementBytes() < 4)
                        .map(index -> new Subject<>(type, index)));
    }

    CellTest(Subject<T> subject) {
        this.subject = subject;
        this.type = subject.type();
        this.cell = subject.in(region);
        assertThat(cell.get()).as("at first").isEqualTo(type.of(0));
        if (subject.index() >= 0) {
            Elements<T> array = type.array(region, "subject", LENGTH);
            array.fill(type.of(NEIGHBOUR));
            cell.set(type.of(0));
        }
    }

    @AfterEach
    void neighboursAreAsTheyWere() {
        if (subject.index() >= 0) {
            Elements<T> array = type.array(workspace.open(), "subject", LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                if (i != subject.index()) {
                    assertThat(array.at(i).get()).as("element " + i).isEqualTo(type.of(NEIGHBOUR));
                }
            }
        }
    }

    @Test
    void whatIsWrittenIsReadWhateverTheAccess() {
        assertThat(cell.name()).isEqualTo("subject");
        for (long number :
                new long[] {1, 0, -1, 127, -128, 255, Short.MIN_VALUE, 0xFFFF, Integer.MIN_VALUE, Long.MAX_VALUE}) {
            T value = type.of(number);
            cell.set(value);
            assertReads(value);
            T other = type.of(~number);
            cell.setPlain(other);
            assertReads(other);
            cell.setOpaque(value);
            assertReads(value);
            cell.setRelease(other);
            assertReads(other);
        }
        assertThat(region.isClosed()).isFalse();
    }

    private void assertReads(T value) {
        assertThat(cell.get()).isEqualTo(value);
        assertThat(cell.getPlain()).isEqualTo(value);
        assertThat(cell.getOpaque()).isEqualTo(value);
        assertThat(cell.getAcquire()).isEqualTo(value);
    }

    @Test
    void getAndSetReturnsWhatWasThere() {
        assertThat(cell.getAndSet(type.of(-1))).isEqualTo(type.of(0));
        assertThat(cell.getAndSet(type.of(2))).isEqualTo(type.of(-1));
        assertThat(cell.get()).isEqualTo(type.of(2));
    }

    @Test
    void compareAndSetWritesOnlyOverWhatIsExpected() {
        assertThat(cell.compareAndSet(type.of(1), type.of(-1))).isFalse();
        assertThat(cell.get()).isEqualTo(type.of(0));
        assertThat(cell.compareAndSet(type.of(0), type.of(-1))).isTrue();
        assertThat(cell.get()).isEqualTo(type.of(-1));
        assertThat(cell.compareAndSet(type.of(-1), type.of(0))).isTrue();
        assertThat(cell.get()).isEqualTo(type.of(0));
    }

    @Test
    void compareAndExchangeReturnsWhatWasThereAndWritesOnlyOverWhatIsExpected() {
        assertThat(cell.compareAndExchange(type.of(1), type.of(-1))).isEqualTo(type.of(0));
        assertThat(cell.get()).isEqualTo(type.of(0));
        assertThat(cell.compareAndExchange(type.of(0), type.of(-1))).isEqualTo(type.of(0));
        assertThat(cell.get()).isEqualTo(type.of(-1));
        assertThat(cell.compareAndExchange(type.of(0), type.of(1))).isEqualTo(type.of(-1));
    }

    @Test
    void additionReturnsWhatItsNameSays() {
        assumeTrue(type.isNumber());
        cell.set(type.of(10));
        assertThat(cell.getAndAdd(5)).isEqualTo(type.of(10));
        assertThat(cell.addAndGet(-12)).isEqualTo(type.of(3));
        assertThat(cell.incrementAndGet()).isEqualTo(type.of(4));
        assertThat(cell.getAndIncrement()).isEqualTo(type.of(4));
        assertThat(cell.decrementAndGet()).isEqualTo(type.of(4));
        assertThat(cell.getAndDecrement()).isEqualTo(type.of(4));
        assertThat(cell.get()).isEqualTo(type.of(3));
    }

    @Test
    void additionWrapsAround() {
        assumeTrue(type.isNumber());
        assumeFalse(type.isFloating());
        // The sign bit alone, and one less: for char the sign is a bit like others.
        long smallest = -1L << (type.elementBytes() * Byte.SIZE - 1);
        cell.set(type.of(smallest));
        assertThat(cell.getAndDecrement()).isEqualTo(type.of(smallest));
        assertThat(cell.get()).isEqualTo(type.of(smallest - 1));
        assertThat(cell.incrementAndGet()).isEqualTo(type.of(smallest));
        cell.set(type.of(-1));
        assertThat(cell.incrementAndGet()).isEqualTo(type.of(0));
        assertThat(cell.addAndGet(-1)).isEqualTo(type.of(-1));
    }

    @Test
    void floatingPointIsComparedBitByBit() {
        assumeTrue(type.isFloating());
        T negativeZero = cell.update(before -> -0.0);
        assertThat(cell.compareAndSet(type.of(0), type.of(1))).isFalse();
        assertThat(cell.compareAndSet(negativeZero, type.of(1))).isTrue();
        T nan = cell.update(before -> Double.NaN);
        assertThat(cell.compareAndSet(nan, type.of(2))).isTrue();
        assertThat(cell.update(before -> before / 4)).hasToString("0.5");
        assertThat(cell.get()).hasToString("0.5");
        assertThat(cell.getAndAdd(1)).hasToString("0.5");
        assertThat(cell.get()).hasToString("1.5");
    }

    @Test
    void functionsReplaceTheValueAndReturnTheNewOneOrTheOld() {
        assumeTrue(type.isNumber());
        assertThat(cell.update(before -> before + 7)).isEqualTo(type.of(7));
        assertThat(cell.getAndUpdate(before -> before * 3)).isEqualTo(type.of(7));
        assertThat(cell.accumulateAndGet(4, (before, operand) -> before - operand))
                .isEqualTo(type.of(17));
        assertThat(cell.getAndAccumulate(2, (before, operand) -> before * operand))
                .isEqualTo(type.of(17));
        assertThat(cell.get()).isEqualTo(type.of(34));
    }

    @Test
    void aResultThatDoesNotFitIsCast() {
        assumeTrue(type.isNumber());
        assumeFalse(type.isFloating());
        T expected = type.of(1_000_000);
        assertThat(cell.update(before -> 1_000_000)).isEqualTo(expected);
        cell.set(type.of(0));
        assertThat(cell.getAndUpdate(before -> 1_000_000)).isEqualTo(type.of(0));
        assertThat(cell.get()).isEqualTo(expected);
    }

    @Test
    void aFunctionIsAppliedAgainWhenAnotherThreadWasFaster() {
        assumeTrue(type.isNumber());
        AtomicInteger calls = new AtomicInteger();
        T after = cell.update(before -> {
            if (calls.getAndIncrement() == 0) {
                cell.set(type.of(100));
            }
            return before + 1;
        });
        assertThat(after).isEqualTo(type.of(101));
        assertThat(calls).hasValue(2);
        assertThat(cell.getAndUpdate(before -> {
                    if (calls.getAndIncrement() == 2) {
                        cell.set(type.of(50));
                    }
                    return before + 1;
                }))
                .isEqualTo(type.of(50));
        assertThat(cell.get()).isEqualTo(type.of(51));
        assertThat(calls).hasValue(4);
    }

    @Test
    void aFunctionThatThrowsChangesNothing() {
        assumeTrue(type.isNumber());
        cell.set(type.of(3));
        assertThatThrownBy(() -> cell.update(before -> {
                    throw new ArithmeticException();
                }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(cell.get()).isEqualTo(type.of(3));
    }

    @Test
    void eachWriteIsOneStoreThatHasHappenedOrHasNot() throws Exception {
        assumeTrue(Boolean.getBoolean("interlock.crashPoints"), "started with -Dinterlock.crashPoints=true");
        for (Runnable write : writes(type.of(0), type.of(1))) {
            long stores = CrashEnumeration.of(k -> {
                cell.set(type.of(0));
                boolean completed = CrashEnumeration.crashAt(k, write::run);
                assertThat(cell.get()).isEqualTo(completed ? type.of(1) : type.of(0));
                return completed;
            });
            assertThat(stores).isEqualTo(1);
        }
    }

    /** All methods that write; each makes a 1 of a 0. */
    private List<Runnable> writes(T zero, T one) {
        List<Runnable> writes = new ArrayList<>(List.of(
                () -> cell.set(one),
                () -> cell.setPlain(one),
                () -> cell.setOpaque(one),
                () -> cell.setRelease(one),
                () -> cell.getAndSet(one),
                () -> cell.compareAndSet(zero, one),
                () -> cell.compareAndExchange(zero, one)));
        if (type.isNumber()) {
            writes.addAll(List.of(
                    () -> cell.getAndAdd(1),
                    () -> cell.addAndGet(1),
                    cell::getAndIncrement,
                    cell::incrementAndGet,
                    () -> cell.update(before -> before + 1),
                    () -> cell.getAndUpdate(before -> before + 1),
                    () -> cell.accumulateAndGet(1, Double::sum),
                    () -> cell.getAndAccumulate(1, Double::sum)));
        }
        return writes;
    }

    @Test
    void everyMethodThrowsAfterClose() {
        cell.set(type.of(3));
        region.close();
        List<ThrowingCallable> calls =
                new ArrayList<>(List.of(cell::get, cell::getPlain, cell::getOpaque, cell::getAcquire, cell::lock));
        writes(type.of(3), type.of(4)).forEach(write -> calls.add(write::run));
        if (type.isNumber()) {
            calls.addAll(List.of(cell::getAndDecrement, cell::decrementAndGet));
        }
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(RegionClosedException.class)
                    .hasMessageContaining("region=" + workspace.path());
        }
        assertThat(cell.text()).contains("subject, ").endsWith("closed]");
        assertThat(subject.in(workspace.open()).get()).isEqualTo(type.of(3));
    }
}
