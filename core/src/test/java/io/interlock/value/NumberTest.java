package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What those have besides that are numbers. */
@ParameterizedClass
@MethodSource("testedCells")
class NumberTest<T> extends CellContract<T> {

    static Stream<TestedCell<?>> testedCells() {
        return testedCells(ValueType::isNumber);
    }

    NumberTest(TestedCell<T> tested) {
        super(tested);
    }

    @Test
    void additionReturnsWhatItsNameSays() {
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
    void functionsReplaceTheValueAndReturnTheNewOneOrTheOld() {
        assertThat(cell.update(before -> before + 7)).isEqualTo(type.of(7));
        assertThat(cell.getAndUpdate(before -> before * 3)).isEqualTo(type.of(7));
        assertThat(cell.accumulateAndGet(4, (before, operand) -> before - operand))
                .isEqualTo(type.of(17));
        assertThat(cell.getAndAccumulate(2, (before, operand) -> before * operand))
                .isEqualTo(type.of(17));
        assertThat(cell.get()).isEqualTo(type.of(34));
    }

    @Test
    void aFunctionIsAppliedAgainWhenAnotherThreadWasFaster() {
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
        cell.set(type.of(3));
        assertThatThrownBy(() -> cell.update(before -> {
                    throw new ArithmeticException();
                }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(cell.get()).isEqualTo(type.of(3));
    }
}
