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
 * ${about} shared by all processes that open the same region. Method names and semantics are those of
<% if (Name in ['Int', 'Long', 'Boolean']) { %>
 * {@link java.util.concurrent.atomic.Atomic${Name == 'Int' ? 'Integer' : Name}}.
<% } else { %>
 * {@link java.util.concurrent.atomic.Atomic${wide == 'int' ? 'Integer' : 'Long'}}.
<% } %>
 * Obtained from {@link io.interlock.Region#${type}Value(String)}.
 *
 * <pre>{@code
 * Shm${Name} value = region.${type}Value("value");
<% if (Wide) { %>
 * ${type} before = value.getAndAdd(3); // atomic in all processes
 * boolean changed = value.compareAndSet(before, ${zero});
<% } else { %>
 * boolean first = value.compareAndSet(false, true); // true in exactly one thread of all processes
 * boolean changed = value.getAndSet(true) != first;
<% } %>
 * value.lock().lock(); // to change several values together
 * try {
 *     value.setPlain(value.getPlain());
 * } finally {
 *     value.lock().unlock();
 * }
 * System.out.println(changed);
 * }</pre>
 *
<% if (wide && wide != type) { %>
 * <p><b>Arithmetic:</b> in {@code ${wide}}, as in Java's expressions; the stored value is the result's cast to {@code ${type}}.
 *
<% } %>
 * <p><b>Owner:</b> none. The built-in {@link #lock} has an owner.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes; every method is atomic.
 *
 * <p><b>Memory:</b> a write happens-before each read that returns its value, in any process. Methods whose names contain
 * {@code Plain}, {@code Opaque}, {@code Acquire} or {@code Release} have the memory effects of the access of that name of
 * {@link java.lang.invoke.VarHandle} instead.
<% if (wide == 'double') { %>
 *
 * <p><b>Comparison:</b> {@link #compareAndSet} and {@link #compareAndExchange} compare bits: a NaN equals a NaN of the same
 * bits, and 0.0 does not equal -0.0.
<% } %>
 *
 * <p><b>Progress:</b> no method waits for another thread or makes a system call. Only the {@link #lock} does.
 *
 * <p><b>Death:</b> a method has taken effect completely or not at all; nothing needs recovery.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Algorithm:</b> the processor's atomic instructions, and compare-and-set loops for functions (Maurice Herlihy, "Wait-free
 * Synchronization", 1991).
 *
 * <p><b>Size:</b> 128 bytes and the name.
 */
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
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
                        .inspectedBy(Shm${Name}::inspect)
                        .lockedBy(Shm${Name}::lock));
    }

    private static void inspect(MappedMemory body, Inspection into) {
        into.put("value", fromCell(body.get${Cell}Volatile(ValueLayout.VALUE)));
        BuiltInLock.INSPECTOR.inspect(body, into);
    }

    private Shm${Name}(Attachment region, DirectoryEntry entry) {
        super(region, entry);
    }

    /**
     * Returns the value, with the memory effects of a volatile read.
     *
     * @return the value
     * @throws RegionClosedException if the region is closed
     */
    public ${type} get() {
        // [VALUE] acquire: with a value comes what its writer did before.
        return fromCell(Words.get${Cell}Volatile(open(), ValueLayout.VALUE));
    }

    /**
     * Sets the value, with the memory effects of a volatile write.
     *
     * @param value the new value
     * @throws RegionClosedException if the region is closed
     */
    public void set(${type} value) {
        // [VALUE] release: what the caller did before comes with the value.
        Words.put${Cell}Volatile(open(), ValueLayout.VALUE, toCell(value));
    }

    /**
     * Returns the value without memory effects, for use under a lock.
     *
     * @return the value
     */
    public ${type} getPlain() {
        return fromCell(Words.get${Cell}(open(), ValueLayout.VALUE));
    }

    /**
     * Sets the value without memory effects, for use under a lock.
     *
     * @param value the new value
     */
    public void setPlain(${type} value) {
        Words.put${Cell}(open(), ValueLayout.VALUE, toCell(value));
    }

    /**
     * Returns the value with the memory effects of {@link java.lang.invoke.VarHandle#getOpaque}.
     *
     * @return the value
     */
    public ${type} getOpaque() {
        return fromCell(Words.get${Cell}Opaque(open(), ValueLayout.VALUE));
    }

    /**
     * Sets the value with the memory effects of {@link java.lang.invoke.VarHandle#setOpaque}.
     *
     * @param value the new value
     */
    public void setOpaque(${type} value) {
        Words.put${Cell}Opaque(open(), ValueLayout.VALUE, toCell(value));
    }

    /**
     * Returns the value. Everything before the {@link #setRelease} that wrote it happens-before this read.
     *
     * @return the value
     */
    public ${type} getAcquire() {
        return fromCell(Words.get${Cell}Acquire(open(), ValueLayout.VALUE));
    }

    /**
     * Sets the value. Everything before this write happens-before each {@link #getAcquire} that returns it.
     *
     * @param value the new value
     */
    public void setRelease(${type} value) {
        Words.put${Cell}Release(open(), ValueLayout.VALUE, toCell(value));
    }

    /**
     * Sets the value and returns the former one.
     *
     * @param value the new value
     * @return the former value
     */
    public ${type} getAndSet(${type} value) {
        return fromCell(Words.getAndSet${Cell}(open(), ValueLayout.VALUE, toCell(value)));
    }

    /**
     * Sets the value if the current value equals {@code expected}.
     *
     * @param expected the expected value
     * @param value the new value
     * @return true if the value was set
     */
    public boolean compareAndSet(${type} expected, ${type} value) {
        return Words.compareAndSet${Cell}(open(), ValueLayout.VALUE, toCell(expected), toCell(value));
    }

    /**
     * Sets the value if the current value equals {@code expected}, and returns the former value.
     *
     * @param expected the expected value
     * @param value the new value
     * @return the former value, which equals {@code expected} if the value was set
     */
    public ${type} compareAndExchange(${type} expected, ${type} value) {
        return fromCell(Words.compareAndExchange${Cell}(open(), ValueLayout.VALUE, toCell(expected), toCell(value)));
    }
<% if (Wide) { %>

<% if (type in ['int', 'long']) { %>
    /**
     * Adds to the value and returns the former one. Overflow wraps around.
     *
     * @param delta the number to add
     * @return the former value
     */
    public ${type} getAndAdd(${wide} delta) {
        return Words.getAndAdd${Cell}(open(), ValueLayout.VALUE, delta);
    }
<% } else { %>
    /**
     * Adds to the value and returns the former one.<% if (wide == 'int') { %> Overflow wraps around.<% } %>
     *
     * @param delta the number to add
     * @return the former value
     */
    public ${type} getAndAdd(${wide} delta) {
        for (; ; ) {
            ${type} before = get();
            if (compareAndSet(before, narrow(before + delta))) {
                return before;
            }
        }
    }
<% } %>

    /**
     * Adds to the value and returns the result.<% if (wide != 'double') { %> Overflow wraps around.<% } %>
     *
     * @param delta the number to add
     * @return the new value
     */
    public ${type} addAndGet(${wide} delta) {
        return narrow(getAndAdd(delta) + delta);
    }

    /**
     * Adds one and returns the former value.
     *
     * @return the former value
     */
    public ${type} getAndIncrement() {
        return getAndAdd(1);
    }

    /**
     * Adds one and returns the result.
     *
     * @return the new value
     */
    public ${type} incrementAndGet() {
        return addAndGet(1);
    }

    /**
     * Subtracts one and returns the former value.
     *
     * @return the former value
     */
    public ${type} getAndDecrement() {
        return getAndAdd(-1);
    }

    /**
     * Subtracts one and returns the result.
     *
     * @return the new value
     */
    public ${type} decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Replaces the value by a function of it and returns the new one.
     *
     * @param function of the current value. It is called again if another thread changes the value meanwhile, so it
     *     must have no side effects
     * @return the new value
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

    /**
     * Replaces the value by a function of it, like {@link #update}, and returns the former one.
     *
     * @param function of the current value; it must have no side effects
     * @return the former value
     */
    public ${type} getAndUpdate(${Wide}UnaryOperator function) {
        for (; ; ) {
            ${type} before = get();
            if (compareAndSet(before, narrow(function.applyAs${Wide}(before)))) {
                return before;
            }
        }
    }

    /**
     * Replaces the value by a function of it and an operand, and returns the new one.
     *
     * @param operand the second argument of the function
     * @param function of the current value and the operand. It is called again if another thread changes the value
     *     meanwhile, so it must have no side effects
     * @return the new value
     */
    public ${type} accumulateAndGet(${wide} operand, ${Wide}BinaryOperator function) {
        return update(before -> function.applyAs${Wide}(before, operand));
    }

    /**
     * Replaces the value by a function of it and an operand, like {@link #accumulateAndGet}, and returns the former
     * one.
     *
     * @param operand the second argument of the function
     * @param function of the current value and the operand; it must have no side effects
     * @return the former value
     */
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
