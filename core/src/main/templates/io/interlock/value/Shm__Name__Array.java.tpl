<%
def packed = bytes < 4
def Memory = packed ? 'PackedMemory' : 'MappedMemory'
def streamed = type in ['int', 'long', 'double']
%>
package io.interlock.value;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.${Memory};
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.Kind;
<% if (type == 'boolean') { %>
import java.nio.ByteBuffer;
<% } %>
import java.util.Objects;
<% if (Wide) { %>
import java.util.function.${Wide}BinaryOperator;
import java.util.function.${Wide}UnaryOperator;
<% } %>
<% if (streamed) { %>
<% if (type != 'int') { %>
import java.util.stream.${Wide}Stream;
<% } %>
import java.util.stream.IntStream;
<% } %>

/**
 * An array of {@code ${type}}s shared by all processes that open the same region. Its length is fixed, and its elements have the
 * methods of {@link Shm${Name}}. Obtained from {@link io.interlock.Region#${type}Array(String, int)}.
 *
 * <pre>{@code
 * Shm${Name}Array array = region.${type}Array("array", 100);
 * array.set(0, array.get(1)); // as volatile accesses
<% if (Wide) { %>
 * array.getAndIncrement(2); // atomic in all processes
<% } else { %>
 * array.compareAndSet(2, false, true); // atomic in all processes
<% } %>
 * ${type}[] copy = array.toArray(); // a plain copy: take the lock if others write
 * Shm${Name}Array half = array.slice(0, 50); // the same memory
 * System.out.println(copy.length + half.length());
 * }</pre>
 *
<% if (wide && wide != type) { %>
 * <p><b>Arithmetic:</b> in {@code ${wide}}, as in Java's expressions; the stored value is the result's cast to {@code ${type}}.
 *
<% } %>
 * <p><b>Owner:</b> none. The built-in {@link #lock} has an owner.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. Every method on one element is atomic and does not affect other
 * elements. Methods on several elements are not atomic: another thread may see some elements written and others not. Use
 * {@link #lock} where that matters.
 *
 * <p><b>Memory:</b> writing an element happens-before each read that returns its value, in any process. Methods whose names
 * contain {@code Plain}, {@code Opaque}, {@code Acquire} or {@code Release} have the memory effects of the access of that name of
 * {@link java.lang.invoke.VarHandle} instead. Methods on several elements are plain accesses, for use under a lock or before an
 * access that orders them<% if (streamed) { %>; {@link #stream} reads each element as {@link #get} does<% } %>.
<% if (wide == 'double') { %>
 *
 * <p><b>Comparison:</b> {@link #compareAndSet} and {@link #compareAndExchange} compare bits: a NaN equals a NaN of the same
 * bits, and 0.0 does not equal -0.0.
<% } %>
 *
 * <p><b>Progress:</b> no method waits for another thread or makes a system call. Only the {@link #lock} does.
<% if (packed) { %>
 * Atomic methods compare and set the four bytes around the element, and repeat that if a neighbour was written meanwhile.
<% } %>
 *
 * <p><b>Death:</b> a method on one element has taken effect completely or not at all. Of a method on several elements, some
 * writes may have taken effect.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link IndexOutOfBoundsException}, before anything is
 * read or written, for an index out of range.
 *
 * <p><b>Algorithm:</b> the processor's atomic instructions, and compare-and-set loops for functions (Maurice Herlihy, "Wait-free
 * Synchronization", 1991).
 *
 * <p><b>Size:</b> ${bytes} byte${bytes == 1 ? '' : 's'} for each element, 128 bytes, and the name.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class Shm${Name}Array extends SharedArray {

    private static final int ELEMENT_BYTES = ${bytes};

    static {
        PrimitiveType.register(
                Shm${Name}Array.class, type(Kind.${Name.toUpperCase()}_ARRAY, ELEMENT_BYTES, Shm${Name}Array::new));
    }

    private final ${Memory} memory;

    private Shm${Name}Array(Attachment region, DirectoryEntry entry, int length) {
        super(region, entry, length, ELEMENT_BYTES);
<% if (packed) { %>
        this.memory = new PackedMemory(entry.body(), ELEMENT_BYTES);
<% } else { %>
        this.memory = entry.body();
<% } %>
    }

    private Shm${Name}Array(Shm${Name}Array whole, int from, int to) {
        super(whole, from, to);
        this.memory = whole.memory;
    }

    @Override
    String elementAsText(int index) {
        return String.valueOf(getOpaque(index));
    }

    /**
     * Returns an element, with the memory effects of a volatile read.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the element
     * @throws IndexOutOfBoundsException if the index is out of range
     * @throws RegionClosedException if the region is closed
     */
    public ${type} get(int index) {
        // [VALUE] acquire: with an element comes what its writer did before.
        return fromCell(open().get${Cell}Volatile(at(index)));
    }

    /**
     * Sets an element, with the memory effects of a volatile write.
     *
     * @param index from 0 to {@code length() - 1}
     * @param value the new element
     * @throws IndexOutOfBoundsException if the index is out of range
     * @throws RegionClosedException if the region is closed
     */
    public void set(int index, ${type} value) {
        // [VALUE] release: what the caller did before comes with the element.
        open().put${Cell}Volatile(at(index), toCell(value));
    }

    /**
     * Returns an element without memory effects, for use under a lock.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the element
     */
    public ${type} getPlain(int index) {
        return fromCell(open().get${Cell}(at(index)));
    }

    /**
     * Sets an element without memory effects, for use under a lock.
     *
     * @param index from 0 to {@code length() - 1}
     * @param value the new element
     */
    public void setPlain(int index, ${type} value) {
        open().put${Cell}(at(index), toCell(value));
    }

    /**
     * Returns an element with the memory effects of {@link java.lang.invoke.VarHandle#getOpaque}.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the element
     */
    public ${type} getOpaque(int index) {
        return fromCell(open().get${Cell}Opaque(at(index)));
    }

    /**
     * Sets an element with the memory effects of {@link java.lang.invoke.VarHandle#setOpaque}.
     *
     * @param index from 0 to {@code length() - 1}
     * @param value the new element
     */
    public void setOpaque(int index, ${type} value) {
        open().put${Cell}Opaque(at(index), toCell(value));
    }

    /**
     * Returns an element. Everything before the {@link #setRelease} that wrote it happens-before this read.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the element
     */
    public ${type} getAcquire(int index) {
        return fromCell(open().get${Cell}Acquire(at(index)));
    }

    /**
     * Sets an element. Everything before this write happens-before each {@link #getAcquire} that returns it.
     *
     * @param index from 0 to {@code length() - 1}
     * @param value the new element
     */
    public void setRelease(int index, ${type} value) {
        open().put${Cell}Release(at(index), toCell(value));
    }

    /**
     * Sets an element and returns the former one.
     *
     * @param index from 0 to {@code length() - 1}
     * @param value the new element
     * @return the former element
     */
    public ${type} getAndSet(int index, ${type} value) {
        return fromCell(open().getAndSet${Cell}(at(index), toCell(value)));
    }

    /**
     * Sets an element if the current one equals {@code expected}.
     *
     * @param index from 0 to {@code length() - 1}
     * @param expected the expected element
     * @param value the new element
     * @return true if the element was set
     */
    public boolean compareAndSet(int index, ${type} expected, ${type} value) {
        return open().compareAndSet${Cell}(at(index), toCell(expected), toCell(value));
    }

    /**
     * Sets an element if the current one equals {@code expected}, and returns the former one.
     *
     * @param index from 0 to {@code length() - 1}
     * @param expected the expected element
     * @param value the new element
     * @return the former element, which equals {@code expected} if the element was set
     */
    public ${type} compareAndExchange(int index, ${type} expected, ${type} value) {
        return fromCell(open().compareAndExchange${Cell}(at(index), toCell(expected), toCell(value)));
    }
<% if (Wide) { %>

<% if (type in ['int', 'long']) { %>
    /**
     * Adds to an element and returns the former one. Overflow wraps around.
     *
     * @param index from 0 to {@code length() - 1}
     * @param delta the number to add
     * @return the former element
     */
    public ${type} getAndAdd(int index, ${wide} delta) {
        return open().getAndAdd${Cell}(at(index), delta);
    }
<% } else { %>
    /**
     * Adds to an element and returns the former one.<% if (wide == 'int') { %> Overflow wraps around.<% } %>
     *
     * @param index from 0 to {@code length() - 1}
     * @param delta the number to add
     * @return the former element
     */
    public ${type} getAndAdd(int index, ${wide} delta) {
        for (; ; ) {
            ${type} before = get(index);
            if (compareAndSet(index, before, narrow(before + delta))) {
                return before;
            }
        }
    }
<% } %>

    /**
     * Adds to an element and returns the result.<% if (wide != 'double') { %> Overflow wraps around.<% } %>
     *
     * @param index from 0 to {@code length() - 1}
     * @param delta the number to add
     * @return the new element
     */
    public ${type} addAndGet(int index, ${wide} delta) {
        return narrow(getAndAdd(index, delta) + delta);
    }

    /**
     * Adds one to an element and returns the former one.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the former element
     */
    public ${type} getAndIncrement(int index) {
        return getAndAdd(index, 1);
    }

    /**
     * Adds one to an element and returns the result.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the new element
     */
    public ${type} incrementAndGet(int index) {
        return addAndGet(index, 1);
    }

    /**
     * Subtracts one from an element and returns the former one.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the former element
     */
    public ${type} getAndDecrement(int index) {
        return getAndAdd(index, -1);
    }

    /**
     * Subtracts one from an element and returns the result.
     *
     * @param index from 0 to {@code length() - 1}
     * @return the new element
     */
    public ${type} decrementAndGet(int index) {
        return addAndGet(index, -1);
    }

    /**
     * Replaces an element by a function of it and returns the new one.
     *
     * @param index from 0 to {@code length() - 1}
     * @param function of the current element. It is called again if another thread changes the element meanwhile, so it
     *     must have no side effects
     * @return the new element
     */
    public ${type} update(int index, ${Wide}UnaryOperator function) {
        for (; ; ) {
            ${type} before = get(index);
            ${type} after = narrow(function.applyAs${Wide}(before));
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /**
     * Replaces an element by a function of it, like {@link #update}, and returns the former one.
     *
     * @param index from 0 to {@code length() - 1}
     * @param function of the current element; it must have no side effects
     * @return the former element
     */
    public ${type} getAndUpdate(int index, ${Wide}UnaryOperator function) {
        for (; ; ) {
            ${type} before = get(index);
            if (compareAndSet(index, before, narrow(function.applyAs${Wide}(before)))) {
                return before;
            }
        }
    }

    /**
     * Replaces an element by a function of it and an operand, and returns the new one.
     *
     * @param index from 0 to {@code length() - 1}
     * @param operand the second argument of the function
     * @param function of the current element and the operand. It is called again if another thread changes the element
     *     meanwhile, so it must have no side effects
     * @return the new element
     */
    public ${type} accumulateAndGet(int index, ${wide} operand, ${Wide}BinaryOperator function) {
        return update(index, before -> function.applyAs${Wide}(before, operand));
    }

    /**
     * Replaces an element by a function of it and an operand, like {@link #accumulateAndGet}, and returns the former
     * one.
     *
     * @param index from 0 to {@code length() - 1}
     * @param operand the second argument of the function
     * @param function of the current element and the operand; it must have no side effects
     * @return the former element
     */
    public ${type} getAndAccumulate(int index, ${wide} operand, ${Wide}BinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAs${Wide}(before, operand));
    }
<% } %>

    /**
     * Sets all elements, each with a plain write.
     *
     * @param value the new value of each element
     */
    public void fill(${type} value) {
        for (int i = 0; i < length(); i++) {
            setPlain(i, value);
        }
    }

    /**
     * Copies elements into an array. This is a plain copy of memory, neither atomic nor ordered.
     *
     * @param from the index of the first element to copy
     * @param to the target
     * @param toIndex the index in {@code to} of the first copy
     * @param count the number of elements
     * @throws IndexOutOfBoundsException if either range is out of bounds; nothing is copied
     */
    public void get(int from, ${type}[] to, int toIndex, int count) {
        Objects.checkFromIndexSize(toIndex, count, to.length);
<% if (type == 'byte') { %>
        open().readable(at(from, count), count * ELEMENT_BYTES).get(to, toIndex, count);
<% } else if (Buffer) { %>
        open().readable(at(from, count), count * ELEMENT_BYTES).as${Buffer}Buffer().get(to, toIndex, count);
<% } else { %>
        ByteBuffer elements = open().readable(at(from, count), count * ELEMENT_BYTES);
        for (int i = 0; i < count; i++) {
            to[toIndex + i] = fromCell(elements.get(i));
        }
<% } %>
    }

    /**
     * Copies elements of an array into this one. This is a plain copy of memory, neither atomic nor ordered.
     *
     * @param from the index of the first element to set
     * @param values the source
     * @param valuesIndex the index in {@code values} of the first element to copy
     * @param count the number of elements
     * @throws IndexOutOfBoundsException if either range is out of bounds; nothing is copied
     */
    public void set(int from, ${type}[] values, int valuesIndex, int count) {
        Objects.checkFromIndexSize(valuesIndex, count, values.length);
<% if (type == 'byte') { %>
        open().write(at(from, count), count * ELEMENT_BYTES, elements -> elements.put(values, valuesIndex, count));
<% } else if (Buffer) { %>
        open().write(
                at(from, count),
                count * ELEMENT_BYTES,
                elements -> elements.as${Buffer}Buffer().put(values, valuesIndex, count));
<% } else { %>
        open().write(at(from, count), count * ELEMENT_BYTES, elements -> {
            for (int i = 0; i < count; i++) {
                elements.put(i, (byte) toCell(values[valuesIndex + i]));
            }
        });
<% } %>
    }

    /**
     * Returns a copy of all elements, made like {@link #get(int, ${type}[], int, int)}.
     *
     * @return a new array
     */
    public ${type}[] toArray() {
        ${type}[] copy = new ${type}[length()];
        get(0, copy, 0, copy.length);
        return copy;
    }
<% if (streamed) { %>

    /**
     * Returns a stream of all elements in order. Each is read by {@link #get} when the stream reaches it.
     *
     * @return a stream
     */
    public ${Wide}Stream stream() {
        open();
        return IntStream.range(0, length()).map${type == 'int' ? '' : "To$Wide"}(this::get);
    }
<% } %>

    /**
     * Returns a view of a range of elements. It shares the memory and the {@link #lock} of this array; nothing is
     * copied.
     *
     * @param from the first index of the range
     * @param to the index after the range
     * @return the view, in which {@code from} has index 0
     * @throws IndexOutOfBoundsException if the range is out of bounds
     */
    @Override
    public Shm${Name}Array slice(int from, int to) {
        open();
        return new Shm${Name}Array(this, from, to);
    }

    private ${Memory} open() {
        requireOpen();
        return memory;
    }

    private static ${type} fromCell(${cell} cell) {
        return ${fromCell};
    }

    private static ${cell} toCell(${type} value) {
        return ${toCell};
    }
<% if (Wide) { %>

    private static ${type} narrow(${wide} result) {
        return ${narrow};
    }
<% } %>
}
