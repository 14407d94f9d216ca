package io.interlock.ordering;

import io.interlock.value.ShmLong;
import io.interlock.value.ShmLongArray;
import io.interlock.value.ShmShortArray;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What Lincheck does to values and arrays, and what they ought to do; see {@link Linearizability}. */
final class ValueOperations {

    private ValueOperations() {}

    /** A number. */
    @Param(name = "number", gen = IntGen.class, conf = "0:3")
    public static final class Longs {

        private final ShmLong value = Pool.region().longValue(Pool.fresh());

        @Operation
        public long get() {
            return value.get();
        }

        @Operation
        public void set(@Param(name = "number") int number) {
            value.set(number);
        }

        @Operation
        public long getAndAdd(@Param(name = "number") int number) {
            return value.getAndAdd(number);
        }

        @Operation
        public boolean compareAndSet(@Param(name = "number") int expected, @Param(name = "number") int number) {
            return value.compareAndSet(expected, number);
        }

        @Operation
        public long update(@Param(name = "number") int number) {
            return value.update(before -> 2 * before + number);
        }

        /** As it ought to be. */
        public static final class Plain {
            private long value;

            public long get() {
                return value;
            }

            public void set(int number) {
                value = number;
            }

            public long getAndAdd(int number) {
                long before = value;
                value += number;
                return before;
            }

            public boolean compareAndSet(int expected, int number) {
                boolean same = value == expected;
                value = same ? number : value;
                return same;
            }

            public long update(int number) {
                value = 2 * value + number;
                return value;
            }
        }
    }

    /** Elements that have words of their own. */
    @Param(name = "index", gen = IntGen.class, conf = "0:1")
    @Param(name = "number", gen = IntGen.class, conf = "0:3")
    public static final class LongArrays {

        private final ShmLongArray array = Pool.region().longArray(Pool.fresh(), 2);

        @Operation
        public long get(@Param(name = "index") int index) {
            return array.get(index);
        }

        @Operation
        public void set(@Param(name = "index") int index, @Param(name = "number") int number) {
            array.set(index, number);
        }

        @Operation
        public long getAndAdd(@Param(name = "index") int index, @Param(name = "number") int number) {
            return array.getAndAdd(index, number);
        }

        @Operation
        public boolean compareAndSet(
                @Param(name = "index") int index,
                @Param(name = "number") int expected,
                @Param(name = "number") int number) {
            return array.compareAndSet(index, expected, number);
        }

        @Operation
        public long getAndSet(@Param(name = "index") int index, @Param(name = "number") int number) {
            return array.getAndSet(index, number);
        }

        /** As it ought to be. */
        public static final class Plain {
            private final long[] values = new long[2];

            public long get(int index) {
                return values[index];
            }

            public void set(int index, int number) {
                values[index] = number;
            }

            public long getAndAdd(int index, int number) {
                long before = values[index];
                values[index] = before + number;
                return before;
            }

            public boolean compareAndSet(int index, int expected, int number) {
                boolean same = values[index] == expected;
                values[index] = same ? number : values[index];
                return same;
            }

            public long getAndSet(int index, int number) {
                long before = values[index];
                values[index] = number;
                return before;
            }
        }
    }

    /** Elements of less than 4 bytes, which share the words that they are exchanged in. */
    @Param(name = "index", gen = IntGen.class, conf = "0:1")
    @Param(name = "number", gen = IntGen.class, conf = "0:3")
    public static final class ShortArrays {

        private final ShmShortArray array = Pool.region().shortArray(Pool.fresh(), 2);

        @Operation
        public short get(@Param(name = "index") int index) {
            return array.get(index);
        }

        @Operation
        public void set(@Param(name = "index") int index, @Param(name = "number") int number) {
            array.set(index, (short) number);
        }

        @Operation
        public short getAndAdd(@Param(name = "index") int index, @Param(name = "number") int number) {
            return array.getAndAdd(index, (short) number);
        }

        @Operation
        public boolean compareAndSet(
                @Param(name = "index") int index,
                @Param(name = "number") int expected,
                @Param(name = "number") int number) {
            return array.compareAndSet(index, (short) expected, (short) number);
        }

        @Operation
        public short getAndSet(@Param(name = "index") int index, @Param(name = "number") int number) {
            return array.getAndSet(index, (short) number);
        }

        /** As it ought to be. */
        public static final class Plain {
            private final short[] values = new short[2];

            public short get(int index) {
                return values[index];
            }

            public void set(int index, int number) {
                values[index] = (short) number;
            }

            public short getAndAdd(int index, int number) {
                short before = values[index];
                values[index] = (short) (before + number);
                return before;
            }

            public boolean compareAndSet(int index, int expected, int number) {
                boolean same = values[index] == expected;
                values[index] = same ? (short) number : values[index];
                return same;
            }

            public short getAndSet(int index, int number) {
                short before = values[index];
                values[index] = (short) number;
                return before;
            }
        }
    }
}
