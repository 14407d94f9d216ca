package io.interlock.value;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.Words;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.ValueLayout;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.value.BuiltInLock;
<% if (Wide) { %>
import java.util.function.${Wide}BinaryOperator;
import java.util.function.${Wide}UnaryOperator;
<% } %>

/**
 * ${about} shared by every process that opens the same region; method names and meaning of
<% if (Name in ['Int', 'Long', 'Boolean']) { %>
 * {@link java.util.concurrent.atomic.Atomic${Name == 'Int' ? 'Integer' : Name}}. From
<% } else { %>
 * {@link java.util.concurrent.atomic.Atomic${wide == 'int' ? 'Integer' : 'Long'}}. From
<% } %>
 * {@link io.interlock.Region#${type}Value(String)}.
 *
<% if (wide && wide != type) { %>
 * <p><b>Arithmetic:</b> in {@code ${wide}}, as in Java's expressions; what is stored is the result's cast to {@code ${type}}.
 *
<% } %>
 * <p><b>Owner:</b> none; but {@link #lock} has one.
 *
 * <p><b>Threads:</b> safe for any threads of any processes; every method is atomic.
 *
 * <p><b>Memory:</b> a write happens before each read that sees it, in any process; pair [VALUE]. But for the methods whose
 * name says otherwise: those with {@code Plain}, {@code Opaque}, {@code Acquire} and {@code Release} have the ordering of
 * {@link java.lang.invoke.VarHandle}'s access of that name.
<% if (wide == 'double') { %>
 *
 * <p><b>Comparison:</b> {@link #compareAndSet} and {@link #compareAndExchange} compare bits: a NaN is equal to a NaN of the
 * same bits, and 0.0 is not equal to -0.0.
<% } %>
 *
 * <p><b>Progress:</b> no method waits for another thread; no system call. But {@link #lock} gives a lock.
 *
 * <p><b>Death:</b> a method has happened or it has not; there is nothing to recover.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class Shm${Name} extends SharedValue {

    static {
        PrimitiveType.register(
                Shm${Name}.class,
                new PrimitiveType<Shm${Name}, ${Box}>(
                                Kind.${Name.toUpperCase()},
                                initial -> ValueLayout.BYTES,
                                initial -> "",
                                (body, initial) -> body.put${Cell}(ValueLayout.VALUE, toCell(initial)),
                                (region, entry, initial) -> new Shm${Name}(region, entry))
                        .inspectedBy(Shm${Name}::inspect));
    }

    private static void inspect(MappedMemory body, Inspection into) {
        into.put("value", fromCell(body.get${Cell}Volatile(ValueLayout.VALUE)));
        BuiltInLock.INSPECTOR.inspect(body, into);
    }

    private Shm${Name}(Attachment region, DirectoryEntry entry) {
        super(region, entry);
    }

    /** The value, as a volatile read. */
    public ${type} get() {
        // [VALUE] acquire: with a value comes what its writer did before.
        return fromCell(Words.get${Cell}Volatile(open(), ValueLayout.VALUE));
    }

    /** Writes the value, as a volatile write. */
    public void set(${type} value) {
        // [VALUE] release: what the caller did before comes with the value.
        Words.put${Cell}Volatile(open(), ValueLayout.VALUE, toCell(value));
    }

    /** The value, without any ordering: for use under a lock. */
    public ${type} getPlain() {
        return fromCell(Words.get${Cell}(open(), ValueLayout.VALUE));
    }

    /** Writes the value, without any ordering: for use under a lock. */
    public void setPlain(${type} value) {
        Words.put${Cell}(open(), ValueLayout.VALUE, toCell(value));
    }

    /** The value, whole and in some order, which orders nothing else. */
    public ${type} getOpaque() {
        return fromCell(Words.get${Cell}Opaque(open(), ValueLayout.VALUE));
    }

    /** Writes the value, to be seen in time, which orders nothing else. */
    public void setOpaque(${type} value) {
        Words.put${Cell}Opaque(open(), ValueLayout.VALUE, toCell(value));
    }

    /** The value; what its writer did before {@link #setRelease} is seen after this. */
    public ${type} getAcquire() {
        return fromCell(Words.get${Cell}Acquire(open(), ValueLayout.VALUE));
    }

    /** Writes the value; who sees it by {@link #getAcquire} sees what was done before. */
    public void setRelease(${type} value) {
        Words.put${Cell}Release(open(), ValueLayout.VALUE, toCell(value));
    }

    /** Writes the value and returns what it was before. */
    public ${type} getAndSet(${type} value) {
        return fromCell(Words.getAndSet${Cell}(open(), ValueLayout.VALUE, toCell(value)));
    }

    /** Writes {@code value} if the value is {@code expected}; true if it was. */
    public boolean compareAndSet(${type} expected, ${type} value) {
        return Words.compareAndSet${Cell}(open(), ValueLayout.VALUE, toCell(expected), toCell(value));
    }

    /** Writes {@code value} if the value is {@code expected}; returns what it was before. */
    public ${type} compareAndExchange(${type} expected, ${type} value) {
        return fromCell(Words.compareAndExchange${Cell}(open(), ValueLayout.VALUE, toCell(expected), toCell(value)));
    }
<% if (Wide) { %>

<% if (type in ['int', 'long']) { %>
    /** Adds to the value and returns what it was before; overflow wraps around. */
    public ${type} getAndAdd(${wide} delta) {
        return Words.getAndAdd${Cell}(open(), ValueLayout.VALUE, delta);
    }
<% } else { %>
    /** Adds to the value and returns what it was before<% if (wide == 'int') { %>; overflow wraps around<% } %>. */
    public ${type} getAndAdd(${wide} delta) {
        for (; ; ) {
            ${type} before = get();
            if (compareAndSet(before, narrow(before + delta))) {
                return before;
            }
        }
    }
<% } %>

    /** Adds to the value and returns what it is then<% if (wide != 'double') { %>; overflow wraps around<% } %>. */
    public ${type} addAndGet(${wide} delta) {
        return narrow(getAndAdd(delta) + delta);
    }

    public ${type} getAndIncrement() {
        return getAndAdd(1);
    }

    public ${type} incrementAndGet() {
        return addAndGet(1);
    }

    public ${type} getAndDecrement() {
        return getAndAdd(-1);
    }

    public ${type} decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Replaces the value by a function of it and returns the new one.
     *
     * @param function without side effects: it is called again when another thread was faster
     */
    public ${type} update(${Wide}UnaryOperator function) {
        for (; ; ) {
            ${type} before = get();
            ${type} after = narrow(function.applyAs${Wide}(before));
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** As {@link #update}, but returns the value before. */
    public ${type} getAndUpdate(${Wide}UnaryOperator function) {
        for (; ; ) {
            ${type} before = get();
            if (compareAndSet(before, narrow(function.applyAs${Wide}(before)))) {
                return before;
            }
        }
    }

    /**
     * Replaces the value by a function of it and {@code operand}, and returns the new one.
     *
     * @param function of the value and the operand; without side effects: it is called again when another thread was faster
     */
    public ${type} accumulateAndGet(${wide} operand, ${Wide}BinaryOperator function) {
        return update(before -> function.applyAs${Wide}(before, operand));
    }

    /** As {@link #accumulateAndGet}, but returns the value before. */
    public ${type} getAndAccumulate(${wide} operand, ${Wide}BinaryOperator function) {
        return getAndUpdate(before -> function.applyAs${Wide}(before, operand));
    }
<% } %>

    @Override
    String valueAsText() {
        return String.valueOf(get());
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
