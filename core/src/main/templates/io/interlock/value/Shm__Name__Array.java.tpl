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
 * A fixed number of {@code ${type}}s shared by every process that opens the same region; elements as {@link Shm${Name}}. From
 * {@link io.interlock.Region#${type}Array(String, int)}.
 *
<% if (wide && wide != type) { %>
 * <p><b>Arithmetic:</b> in {@code ${wide}}, as in Java's expressions; what is stored is the result's cast to {@code ${type}}.
 *
<% } %>
 * <p><b>Owner:</b> none; but {@link #lock} has one.
 *
 * <p><b>Threads:</b> safe for any threads of any processes. Every method on one element is atomic, and leaves other elements
 * alone. Methods on many elements are not atomic: another thread may see some of the elements written and some not yet,
 * and what it writes meanwhile may come before or after. Where that matters, use {@link #lock}.
 *
 * <p><b>Memory:</b> a write of an element happens before each read that sees it, in any process; pair [VALUE]. But for the
 * methods whose name says otherwise: those with {@code Plain}, {@code Opaque}, {@code Acquire} and {@code Release} have the
 * ordering of {@link java.lang.invoke.VarHandle}'s access of that name. Methods on many elements are plain accesses, without
 * any ordering: for use under a lock, or before something that orders<% if (streamed) { %>; {@link #stream} reads as {@link #get}<% } %>.
<% if (wide == 'double') { %>
 *
 * <p><b>Comparison:</b> {@link #compareAndSet} and {@link #compareAndExchange} compare bits: a NaN is equal to a NaN of the
 * same bits, and 0.0 is not equal to -0.0.
<% } %>
 *
 * <p><b>Progress:</b> no method waits for another thread; no system call. But {@link #lock} gives a lock.
<% if (packed) { %>
 * Atomic methods compare and set the four bytes around the element: they try again when a neighbour was written.
<% } %>
 *
 * <p><b>Death:</b> a method on one element has happened or it has not; of one on many elements, some may have been written.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link IndexOutOfBoundsException}, before
 * anything is read or written, where an element is not there.
 *
 * <p><b>Size:</b> ${bytes} byte${bytes == 1 ? '' : 's'} for each element, 128 bytes, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
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

    /** The element, as a volatile read. */
    public ${type} get(int index) {
        // [VALUE] acquire: with an element comes what its writer did before.
        return fromCell(open().get${Cell}Volatile(at(index)));
    }

    /** Writes the element, as a volatile write. */
    public void set(int index, ${type} value) {
        // [VALUE] release: what the caller did before comes with the element.
        open().put${Cell}Volatile(at(index), toCell(value));
    }

    /** The element, without any ordering: for use under a lock. */
    public ${type} getPlain(int index) {
        return fromCell(open().get${Cell}(at(index)));
    }

    /** Writes the element, without any ordering: for use under a lock. */
    public void setPlain(int index, ${type} value) {
        open().put${Cell}(at(index), toCell(value));
    }

    /** The element, whole and in some order, which orders nothing else. */
    public ${type} getOpaque(int index) {
        return fromCell(open().get${Cell}Opaque(at(index)));
    }

    /** Writes the element, to be seen in time, which orders nothing else. */
    public void setOpaque(int index, ${type} value) {
        open().put${Cell}Opaque(at(index), toCell(value));
    }

    /** The element; what its writer did before {@link #setRelease} is seen after this. */
    public ${type} getAcquire(int index) {
        return fromCell(open().get${Cell}Acquire(at(index)));
    }

    /** Writes the element; who sees it by {@link #getAcquire} sees what was done before. */
    public void setRelease(int index, ${type} value) {
        open().put${Cell}Release(at(index), toCell(value));
    }

    /** Writes the element and returns what it was before. */
    public ${type} getAndSet(int index, ${type} value) {
        return fromCell(open().getAndSet${Cell}(at(index), toCell(value)));
    }

    /** Writes {@code value} if the element is {@code expected}; true if it was. */
    public boolean compareAndSet(int index, ${type} expected, ${type} value) {
        return open().compareAndSet${Cell}(at(index), toCell(expected), toCell(value));
    }

    /** Writes {@code value} if the element is {@code expected}; returns what it was before. */
    public ${type} compareAndExchange(int index, ${type} expected, ${type} value) {
        return fromCell(open().compareAndExchange${Cell}(at(index), toCell(expected), toCell(value)));
    }
<% if (Wide) { %>

<% if (type in ['int', 'long']) { %>
    /** Adds to the element and returns what it was before; overflow wraps around. */
    public ${type} getAndAdd(int index, ${wide} delta) {
        return open().getAndAdd${Cell}(at(index), delta);
    }
<% } else { %>
    /** Adds to the element and returns what it was before<% if (wide == 'int') { %>; overflow wraps around<% } %>. */
    public ${type} getAndAdd(int index, ${wide} delta) {
        for (; ; ) {
            ${type} before = get(index);
            if (compareAndSet(index, before, narrow(before + delta))) {
                return before;
            }
        }
    }
<% } %>

    /** Adds to the element and returns what it is then<% if (wide != 'double') { %>; overflow wraps around<% } %>. */
    public ${type} addAndGet(int index, ${wide} delta) {
        return narrow(getAndAdd(index, delta) + delta);
    }

    public ${type} getAndIncrement(int index) {
        return getAndAdd(index, 1);
    }

    public ${type} incrementAndGet(int index) {
        return addAndGet(index, 1);
    }

    public ${type} getAndDecrement(int index) {
        return getAndAdd(index, -1);
    }

    public ${type} decrementAndGet(int index) {
        return addAndGet(index, -1);
    }

    /**
     * Replaces the element by a function of it and returns the new one.
     *
     * @param function without side effects: it is called again when another thread was faster
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

    /** As {@link #update}, but returns the element before. */
    public ${type} getAndUpdate(int index, ${Wide}UnaryOperator function) {
        for (; ; ) {
            ${type} before = get(index);
            if (compareAndSet(index, before, narrow(function.applyAs${Wide}(before)))) {
                return before;
            }
        }
    }

    /**
     * Replaces the element by a function of it and {@code operand}, and returns the new one.
     *
     * @param function of the element and the operand; without side effects: it is called again when another thread was
     *     faster
     */
    public ${type} accumulateAndGet(int index, ${wide} operand, ${Wide}BinaryOperator function) {
        return update(index, before -> function.applyAs${Wide}(before, operand));
    }

    /** As {@link #accumulateAndGet}, but returns the element before. */
    public ${type} getAndAccumulate(int index, ${wide} operand, ${Wide}BinaryOperator function) {
        return getAndUpdate(index, before -> function.applyAs${Wide}(before, operand));
    }
<% } %>

    /** Writes all elements, each with a plain write. */
    public void fill(${type} value) {
        for (int i = 0; i < length(); i++) {
            setPlain(i, value);
        }
    }

    /**
     * Copies {@code count} elements, from {@code from} on, into an array, from {@code toIndex} on. A plain copy of memory:
     * neither atomic nor ordered.
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
     * Copies {@code count} elements of an array, from {@code valuesIndex} on, here, from {@code from} on. A plain copy of
     * memory: neither atomic nor ordered.
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

    /** A copy of all elements; as {@link #get(int, ${type}[], int, int)}. */
    public ${type}[] toArray() {
        ${type}[] copy = new ${type}[length()];
        get(0, copy, 0, copy.length);
        return copy;
    }
<% if (streamed) { %>

    /** All elements in order, each read when the stream gets to it, as by {@link #get}. */
    public ${Wide}Stream stream() {
        open();
        return IntStream.range(0, length()).map${type == 'int' ? '' : "To$Wide"}(this::get);
    }
<% } %>

    /**
     * The elements from {@code from} up to, and without, {@code to}, as an array of their own: the same memory, nothing is
     * copied, and the same {@link #lock}.
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
