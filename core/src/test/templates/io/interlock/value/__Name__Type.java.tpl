package io.interlock.value;

import io.interlock.Region;
import io.interlock.sync.ShmReentrantLock;
<% if (Wide) { %>
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
<% } %>

/** The test's view of {@link Shm${Name}} and {@link Shm${Name}Array}: each method calls the one of its name. */
@SuppressWarnings({"cast", "LongDoubleConversion"}) // one text for all types; tests calculate with small numbers
final class ${Name}Type implements ValueType<${Box}> {

    @Override
    public String name() {
        return "${Name}";
    }

    @Override
    public boolean isNumber() {
        return ${Wide != null};
    }

    @Override
    public boolean isFloating() {
        return ${Wide == 'Double'};
    }

    @Override
    public int elementBytes() {
        return ${bytes};
    }

    @Override
    public ${Box} of(long number) {
        return ${Wide ? '(' + type + ') number' : 'number % 2 != 0'};
    }

    @Override
    public long longOf(${Box} value) {
        return ${Wide ? '(long) (' + type + ') value' : 'value ? 1 : 0'};
    }

    @Override
    public Cell<${Box}> value(Region region, String name) {
        return new Value(region.${type}Value(name));
    }

    @Override
    public Cell<${Box}> value(Region region, String name, ${Box} initial) {
        return new Value(region.${type}Value(name, initial));
    }

    @Override
    public Elements<${Box}> array(Region region, String name, int length) {
        return new Array(region.${type}Array(name, length));
    }

    @Override
    public Object newArray(int length) {
        return new ${type}[length];
    }
<% for (element in [false, true]) { %>
<% def i = element ? 'index, ' : '' %>
<% def only = element ? 'index' : '' %>

<% if (element) { %>
    private record Element(Shm${Name}Array cell, int index) implements Cell<${Box}> {
<% } else { %>
    private record Value(Shm${Name} cell) implements Cell<${Box}> {
<% } %>
<% for (access in ['', 'Plain', 'Opaque']) { %>

        @Override
        public ${Box} get${access}() {
            return cell.get${access}(${only});
        }

        @Override
        public void set${access}(${Box} value) {
            cell.set${access}(${i}value);
        }
<% } %>

        @Override
        public ${Box} getAcquire() {
            return cell.getAcquire(${only});
        }

        @Override
        public void setRelease(${Box} value) {
            cell.setRelease(${i}value);
        }

        @Override
        public ${Box} getAndSet(${Box} value) {
            return cell.getAndSet(${i}value);
        }

        @Override
        public boolean compareAndSet(${Box} expected, ${Box} value) {
            return cell.compareAndSet(${i}expected, value);
        }

        @Override
        public ${Box} compareAndExchange(${Box} expected, ${Box} value) {
            return cell.compareAndExchange(${i}expected, value);
        }

        @Override
        public ShmReentrantLock lock() {
            return cell.lock();
        }

        @Override
        public String name() {
            return cell.name();
        }

        @Override
        public String text() {
            return cell.toString();
        }
<% if (Wide) { %>
<% for (method in ['getAndAdd', 'addAndGet']) { %>

        @Override
        public ${Box} ${method}(int delta) {
            return cell.${method}(${i}delta);
        }
<% } %>
<% for (method in ['getAndIncrement', 'incrementAndGet', 'getAndDecrement', 'decrementAndGet']) { %>

        @Override
        public ${Box} ${method}() {
            return cell.${method}(${only});
        }
<% } %>
<% for (method in ['update', 'getAndUpdate']) { %>

        @Override
        public ${Box} ${method}(DoubleUnaryOperator function) {
            return cell.${method}(${i}before -> (${wide}) function.applyAsDouble(before));
        }
<% } %>
<% for (method in ['accumulateAndGet', 'getAndAccumulate']) { %>

        @Override
        public ${Box} ${method}(int operand, DoubleBinaryOperator function) {
            return cell.${method}(${i}operand, (before, with) -> (${wide}) function.applyAsDouble(before, with));
        }
<% } %>
<% } %>
    }
<% } %>

    private record Array(Shm${Name}Array array) implements Elements<${Box}> {

        @Override
        public int length() {
            return array.length();
        }

        @Override
        public Cell<${Box}> at(int index) {
            return new Element(array, index);
        }

        @Override
        public void fill(${Box} value) {
            array.fill(value);
        }

        @Override
        public void get(int from, Object to, int toIndex, int count) {
            array.get(from, (${type}[]) to, toIndex, count);
        }

        @Override
        public void set(int from, Object values, int valuesIndex, int count) {
            array.set(from, (${type}[]) values, valuesIndex, count);
        }

        @Override
        public Object toArray() {
            return array.toArray();
        }

        @Override
        public Elements<${Box}> slice(int from, int to) {
            return new Array(array.slice(from, to));
        }

        @Override
        public ShmReentrantLock lock() {
            return array.lock();
        }

        @Override
        public String name() {
            return array.name();
        }

        @Override
        public String text() {
            return array.toString();
        }
    }
}
