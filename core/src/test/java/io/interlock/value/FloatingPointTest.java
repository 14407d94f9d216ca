package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is so with floating-point numbers alone. */
@ParameterizedClass
@MethodSource("testedCells")
class FloatingPointTest<T> extends CellContract<T> {

    static Stream<TestedCell<?>> testedCells() {
        return testedCells(ValueType::isFloating);
    }

    FloatingPointTest(TestedCell<T> tested) {
        super(tested);
    }

    @Test
    void floatingPointIsComparedBitByBit() {
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
}
