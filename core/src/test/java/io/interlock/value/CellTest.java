package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.RegionClosedException;
import io.interlock.testing.CrashEnumeration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What shared values and elements of all types can do. */
@ParameterizedClass
@MethodSource("testedCells")
class CellTest<T> extends CellContract<T> {

    static Stream<TestedCell<?>> testedCells() {
        return testedCells(type -> true);
    }

    CellTest(TestedCell<T> tested) {
        super(tested);
    }

    @Test
    void whatIsWrittenIsReadWhateverTheAccess() {
        assertThat(cell.name()).isEqualTo("cell");
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
        assertThat(cell.text()).contains("cell, ").endsWith("closed]");
        assertThat(cellAgain().get()).isEqualTo(type.of(3));
    }
}
