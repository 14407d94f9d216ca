package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a test is run on that holds for values and elements alike: a shared value, or an element of a shared array, of some
 * type. An element has neighbours in its word, which stay as they were.
 */
abstract class CellContract<T> {

    private static final int LENGTH = 11;
    private static final int NEIGHBOUR = 77;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    final Region region = workspace.open();
    final ValueType<T> type;
    final Cell<T> cell;

    private final TestedCell<T> tested;

    /** The index is that of an element, or less than 0 for a value. */
    record TestedCell<T>(ValueType<T> type, int index) {

        Cell<T> in(Region region) {
            return index < 0
                    ? type.value(region, "cell")
                    : type.array(region, "cell", LENGTH).at(index);
        }

        @Override
        public String toString() {
            return index < 0 ? "Shm" + type.name() : "element " + index + " of Shm" + type.name() + "Array";
        }
    }

    /** A value of each of the types, and elements; at each place in a word, the array's last among them. */
    static Stream<TestedCell<?>> testedCells(Predicate<ValueType<?>> types) {
        return ValueType.ALL.stream()
                .filter(types)
                .flatMap(type -> Stream.of(-1, 4, 5, 6, LENGTH - 1)
                        .filter(index -> index <= 4 || type.elementBytes() < 4)
                        .map(index -> new TestedCell<>(type, index)));
    }

    CellContract(TestedCell<T> tested) {
        this.tested = tested;
        this.type = tested.type();
        this.cell = tested.in(region);
        assertThat(cell.get()).as("at first").isEqualTo(type.of(0));
        if (tested.index() >= 0) {
            Elements<T> array = type.array(region, "cell", LENGTH);
            array.fill(type.of(NEIGHBOUR));
            cell.set(type.of(0));
        }
    }

    /** The same by another opening of the region. */
    final Cell<T> cellAgain() {
        return tested.in(workspace.open());
    }

    @AfterEach
    void neighboursAreAsTheyWere() {
        if (tested.index() >= 0) {
            Elements<T> array = type.array(workspace.open(), "cell", LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                if (i != tested.index()) {
                    assertThat(array.at(i).get()).as("element " + i).isEqualTo(type.of(NEIGHBOUR));
                }
            }
        }
    }
}
