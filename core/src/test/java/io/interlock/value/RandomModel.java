package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random operations on some elements of a shared array, and the same on a list of this process alone: each has to give what
 * the other gives. Nobody else writes those elements; others may write their neighbours.
 */
final class RandomModel<T> {

    /** Small enough to be exact in a {@code float}. */
    private static final int MAX_VALUE = 1 << 15;

    private final ValueType<T> type;
    private final List<Cell<T>> cells = new ArrayList<>();
    private final List<T> expected = new ArrayList<>();

    /** All elements. */
    RandomModel(ValueType<T> type, Elements<T> array, int length) {
        this(type, array, length, 0, 1);
    }

    /** Every {@code share}th element from {@code first} on. */
    RandomModel(ValueType<T> type, Elements<T> array, int length, int first, int share) {
        this.type = type;
        for (int i = first; i < length; i += share) {
            cells.add(array.at(i));
            expected.add(type.of(0));
        }
    }

    void step(SplittableRandom random, String where) {
        int i = random.nextInt(cells.size());
        Cell<T> cell = cells.get(i);
        T before = expected.get(i);
        T value = type.of(random.nextInt(-MAX_VALUE, MAX_VALUE));
        int operation = random.nextInt(type.isNumber() ? 14 : 10);
        // Sums stay exact in a float, and wrap around in what is smaller.
        int delta = random.nextInt(-9, 10);
        T sum = type.isNumber() ? type.of(type.longOf(before) + delta) : before;
        switch (operation) {
            case 0 -> cell.set(value);
            case 1 -> cell.setPlain(value);
            case 2 -> cell.setOpaque(value);
            case 3 -> cell.setRelease(value);
            case 4 -> assertThat(cell.getAndSet(value)).as(where).isEqualTo(before);
            case 5 -> assertThat(cell.compareAndSet(before, value)).as(where).isTrue();
            case 6 ->
                assertThat(cell.compareAndExchange(before, value)).as(where).isEqualTo(before);
            case 7 ->
                assertThat(cell.compareAndSet(type.of(type.longOf(before) + 1), value))
                        .as(where)
                        .isFalse();
            case 8 ->
                assertThat(cell.compareAndExchange(type.of(type.longOf(before) + 1), value))
                        .as(where)
                        .isEqualTo(before);
            case 9 ->
                assertThat(List.of(cell.get(), cell.getPlain(), cell.getOpaque(), cell.getAcquire()))
                        .as(where)
                        .containsOnly(before);
            case 10 -> assertThat(cell.getAndAdd(delta)).as(where).isEqualTo(before);
            case 11 -> assertThat(cell.addAndGet(delta)).as(where).isEqualTo(sum);
            case 12 -> assertThat(cell.update(b -> b + delta)).as(where).isEqualTo(sum);
            default ->
                assertThat(cell.getAndAccumulate(delta, Double::sum)).as(where).isEqualTo(before);
        }
        if (operation < 7) {
            expected.set(i, value);
        } else if (operation >= 10) {
            expected.set(i, sum);
        }
        assertThat(cell.get()).as(where).isEqualTo(expected.get(i));
    }

    /** All elements are what the operations have left. */
    void check(String where) {
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cells.get(i).get())
                    .as(where + " element " + i + " of these")
                    .isEqualTo(expected.get(i));
        }
    }
}
