package io.interlock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** What arrays have beyond their elements, for each type; what can be done with an element is in {@link CellTest}. */
@ParameterizedClass
@FieldSource("TYPES")
class ArrayTest<T> {

    static final List<ValueType<?>> TYPES = ValueType.ALL;

    private static final int LENGTH = 13;
    private static final int STEPS = 4_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ValueType<T> type;
    private final Elements<T> array;

    ArrayTest(ValueType<T> type) {
        this.type = type;
        this.array = type.array(region, "array", LENGTH);
    }

    @Test
    void aNewArrayHasItsLengthAndZeros() {
        assertThat(array.length()).isEqualTo(LENGTH);
        assertThat(array.name()).isEqualTo("array");
        assertThat(array.text()).startsWith("[").endsWith("]").hasSizeGreaterThan(2 * LENGTH);
        assertThat(array.toArray()).isEqualTo(type.newArray(LENGTH));
    }

    @Test
    void oneWithoutElementsIsAnArrayToo() {
        Elements<T> empty = type.array(region, "empty", 0);
        assertThat(empty.length()).isZero();
        empty.fill(type.of(1));
        empty.set(0, type.newArray(0), 0, 0);
        assertThat(empty.toArray()).isEqualTo(type.newArray(0));
        assertThat(empty.slice(0, 0).length()).isZero();
        assertThat(empty.lock().tryLock()).isTrue();
        empty.lock().unlock();
        assertThatThrownBy(() -> empty.at(0).get()).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void eachElementIsOnItsOwn() {
        for (int i = 0; i < LENGTH; i++) {
            array.at(i).set(type.of(i * 31L - 100));
        }
        for (int i = 0; i < LENGTH; i++) {
            assertThat(array.at(i).get()).as("element " + i).isEqualTo(type.of(i * 31L - 100));
        }
        assertThat(array.toArray()).isEqualTo(numbers(LENGTH, 31, -100));
    }

    @Test
    void fillWritesAllAndNothingElse() {
        Elements<T> before = type.array(region, "before", LENGTH);
        Elements<T> filled = type.array(region, "filled", LENGTH);
        Elements<T> after = type.array(region, "after", LENGTH);
        filled.fill(type.of(-1));
        assertThat(filled.toArray()).isEqualTo(numbers(LENGTH, 0, -1));
        assertThat(before.toArray()).isEqualTo(type.newArray(LENGTH));
        assertThat(after.toArray()).isEqualTo(type.newArray(LENGTH));
    }

    @Test
    void manyElementsAreCopiedFromAndToWhereverAskedFor() {
        array.set(0, numbers(LENGTH, 17, 3), 0, LENGTH);
        Object part = numbers(10, 0, -7);
        array.get(4, part, 2, 6);
        for (int i = 0; i < 10; i++) {
            T expected = i < 2 || i >= 8 ? type.of(-7) : type.of(17L * (i + 2) + 3);
            assertThat(java.lang.reflect.Array.get(part, i)).as("at " + i).isEqualTo(expected);
        }
        array.set(1, numbers(10, -5, 0), 3, 2);
        for (int i = 0; i < LENGTH; i++) {
            T expected = i == 1 || i == 2 ? type.of(-5L * (i + 2)) : type.of(17L * i + 3);
            assertThat(array.at(i).get()).as("element " + i).isEqualTo(expected);
        }
    }

    @Test
    void whatIsOutOfBoundsIsRefusedWithArrayIndexAndLengthAndNothingIsCopied() {
        array.fill(type.of(1));
        for (int index : new int[] {-1, LENGTH, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> array.at(index).get(),
                    () -> array.at(index).setPlain(type.of(2)),
                    () -> array.at(index).getAndSet(type.of(2)))) {
                assertThatThrownBy(call)
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessageContaining("region=" + workspace.path())
                        .hasMessageContaining("array=array")
                        .hasMessageContaining("index=" + index)
                        .hasMessageContaining("length=13");
            }
        }
        Object twenty = numbers(20, 0, 9);
        for (int[] range : new int[][] {{-1, 2}, {12, 2}, {14, 0}, {0, 14}, {3, -1}, {1, Integer.MAX_VALUE}}) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> array.get(range[0], twenty, 0, range[1]), () -> array.set(range[0], twenty, 0, range[1]))) {
                assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
        assertThatThrownBy(() -> array.set(12, twenty, 0, 2))
                .hasMessageContaining("array=array")
                .hasMessageContaining("from=12 count=2 length=13");
        for (int[] range : new int[][] {{-1, 2}, {19, 2}, {21, 0}}) {
            assertThatThrownBy(() -> array.get(0, twenty, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> array.set(0, twenty, range[0], range[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(array.toArray()).isEqualTo(numbers(LENGTH, 0, 1));
        assertThat(twenty).isEqualTo(numbers(20, 0, 9));
    }

    @Test
    void aSliceIsTheSameMemoryWithItsOwnBounds() {
        array.set(0, numbers(LENGTH, 1, 0), 0, LENGTH);
        Elements<T> slice = array.slice(3, 10).slice(1, 6);
        assertThat(slice.length()).isEqualTo(5);
        assertThat(slice.name()).isEqualTo("array");
        assertThat(slice.toArray()).isEqualTo(numbers(5, 1, 4));
        slice.fill(type.of(100));
        slice.at(4).set(type.of(101));
        slice.set(0, numbers(1, 0, 99), 0, 1);
        for (int i = 0; i < LENGTH; i++) {
            T expected = i == 4 ? type.of(99) : i == 8 ? type.of(101) : i > 4 && i < 8 ? type.of(100) : type.of(i);
            assertThat(array.at(i).get()).as("element " + i).isEqualTo(expected);
        }
        for (int index : new int[] {-1, 5}) {
            assertThatThrownBy(() -> slice.at(index).get())
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("length=5");
        }
        for (int[] range : new int[][] {{-1, 2}, {2, 1}, {0, 6}, {6, 6}, {Integer.MIN_VALUE, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> slice.slice(range[0], range[1])).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(slice.slice(5, 5).length()).isZero();
    }

    @Test
    void theLockIsOneForTheArrayAndItsSlices() throws Exception {
        array.lock().lock();
        try {
            assertThat(array.slice(2, 4).lock()).isSameAs(array.lock());
            Elements<T> again = type.array(workspace.open(), "array", LENGTH);
            TestThread.elsewhere(
                    () -> assertThat(again.slice(0, 1).lock().tryLock()).isFalse());
            array.fill(type.of(-1));
            assertThat(array.lock().isHeldByCurrentThread()).isTrue();
        } finally {
            array.lock().unlock();
        }
        assertThat(array.toArray()).isEqualTo(numbers(LENGTH, 0, -1));
    }

    @Test
    void anotherLengthOrTypeIsRefusedWithBothNamed() {
        for (Region asked : new Region[] {region, workspace.open()}) {
            assertThatThrownBy(() -> type.array(asked, "array", LENGTH + 1))
                    .isInstanceOf(PrimitiveMismatchException.class)
                    .hasMessageContaining("name=array")
                    .hasMessageContaining("expected=[length=14]")
                    .hasMessageContaining("found=[length=13]");
        }
        for (ValueType<?> other : ValueType.ALL) {
            if (!other.equals(type)) {
                assertThatThrownBy(() -> other.array(region, "array", LENGTH))
                        .isInstanceOf(PrimitiveMismatchException.class)
                        .hasMessageContaining("-array found=");
            }
        }
        assertThatThrownBy(() -> type.value(region, "array")).isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void aLengthThatCannotBeIsRefusedAndChangesNothing() {
        int tooMany = (1 << 30) / type.elementBytes();
        for (int length : new int[] {-1, Integer.MIN_VALUE, tooMany, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> type.array(region, "new", length))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("length=" + length)
                    .hasMessageContaining(type.elementBytes() + " bytes");
        }
        assertThatThrownBy(() -> type.array(region, "new", tooMany - 5_000))
                .isInstanceOf(RegionFullException.class)
                .hasMessageContaining("name=new")
                .hasMessageContaining("larger capacity");
        assertThat(type.array(region, "new", 2).length()).isEqualTo(2);
    }

    @Test
    void everyMethodThrowsAfterClose() {
        Object two = type.newArray(2);
        region.close();
        List<ThrowingCallable> calls = List.of(
                () -> array.get(0, two, 0, 2),
                () -> array.set(0, two, 0, 2),
                () -> array.fill(type.of(1)),
                array::toArray,
                array::lock,
                () -> array.slice(0, 1));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(RegionClosedException.class)
                    .hasMessageContaining("region=" + workspace.path());
        }
        assertThat(array.text()).isEqualTo("Shm" + type.name() + "Array[array, length=13, closed]");
        assertThat(array.length()).isEqualTo(LENGTH);
    }

    @Test
    void anySequenceOfCallsGivesWhatItGivesOnAJavaArray() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        RandomModel<T> model = new RandomModel<>(type, array, LENGTH);
        for (int step = 0; step < STEPS; step++) {
            model.step(random, "seed " + seed + " step " + step);
        }
        model.check("seed " + seed);
        for (int i = 0; i < STEPS; i++) {
            int from = random.nextInt(LENGTH + 1);
            int to = random.nextInt(from, LENGTH + 1);
            Object values = numbers(to - from + 2, random.nextInt(-100, 100), random.nextInt());
            array.slice(from, LENGTH).set(0, values, 1, to - from);
            Object found = type.newArray(LENGTH);
            array.get(from, found, LENGTH - (to - from), to - from);
            for (int j = 0; j < to - from; j++) {
                assertThat(java.lang.reflect.Array.get(found, LENGTH - (to - from) + j))
                        .as("seed " + seed)
                        .isEqualTo(java.lang.reflect.Array.get(values, j + 1));
            }
        }
    }

    /** A Java array whose element i is {@code factor * i + first}. */
    private Object numbers(int length, long factor, long first) {
        Object numbers = type.newArray(length);
        for (int i = 0; i < length; i++) {
            java.lang.reflect.Array.set(numbers, i, type.of(factor * i + first));
        }
        return numbers;
    }
}
