package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is so with whole numbers alone. */
@ParameterizedClass
@MethodSource("testedCells")
class WholeNumberTest<T> extends CellContract<T> {

    static Stream<TestedCell<?>> testedCells() {
        return testedCells(type -> type.isNumber() && !type.isFloating());
    }

    WholeNumberTest(TestedCell<T> tested) {
        super(tested);
    }

    @Test
    void additionWrapsAround() {
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
    void aResultThatDoesNotFitIsCast() {
        T expected = type.of(1_000_000);
        assertThat(cell.update(before -> 1_000_000)).isEqualTo(expected);
        cell.set(type.of(0));
        assertThat(cell.getAndUpdate(before -> 1_000_000)).isEqualTo(type.of(0));
        assertThat(cell.get()).isEqualTo(expected);
    }
}
