package io.interlock.value;

import io.interlock.RegionClosedException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.Kind;
import io.interlock.memory.Layout;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Primitive;
import io.interlock.memory.PrimitiveType;
import java.util.function.LongUnaryOperator;

/**
 * A 64-bit number shared by every process that opens the same region; method names and meaning of
 * {@link java.util.concurrent.atomic.AtomicLong}. From {@link io.interlock.Region#longValue(String)}.
 *
 * <p><b>Threads:</b> safe for any threads of any processes; every method is atomic, but for {@link #getPlain} and
 * {@link #setPlain} as those of {@code AtomicLong}.
 *
 * <p><b>Memory:</b> as {@code AtomicLong}: a write happens before each read that sees it, in any process; pair [VALUE].
 *
 * <p><b>Progress:</b> no method waits for another thread; no system call.
 *
 * <p><b>Death:</b> a method has happened or it has not; there is nothing to recover.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmLong extends Primitive {

    /** The only field; the rest of its two cache lines stays empty, so that no other primitive slows it down. */
    private static final int VALUE = 0;

    static {
        PrimitiveType.register(
                ShmLong.class,
                PrimitiveType.plain(Kind.LONG, Layout.CACHE_LINE_PAIR, ShmLong::new)
                        .inspectedBy((body, into) -> into.put("value", body.getLongVolatile(VALUE))));
    }

    private final Attachment region;
    private final String name;
    private final MappedMemory memory;

    private ShmLong(Attachment region, Heap.Entry entry) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.memory = entry.body();
    }

    /** The value, as a volatile read. */
    public long get() {
        return open().getLongVolatile(VALUE);
    }

    /** Writes the value, as a volatile write. */
    public void set(long value) {
        open().putLongVolatile(VALUE, value);
    }

    /** The value, without any ordering: for use under a lock. */
    public long getPlain() {
        return open().getLong(VALUE);
    }

    /** Writes the value, without any ordering: for use under a lock. */
    public void setPlain(long value) {
        open().putLong(VALUE, value);
    }

    /** Adds to the value and returns what it was before; overflow wraps around. */
    public long getAndAdd(long delta) {
        return open().getAndAddLong(VALUE, delta);
    }

    /** Adds to the value and returns what it is then; overflow wraps around. */
    public long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    public long incrementAndGet() {
        return addAndGet(1);
    }

    public long decrementAndGet() {
        return addAndGet(-1);
    }

    /** Writes the value and returns what it was before. */
    public long getAndSet(long value) {
        return open().getAndSetLong(VALUE, value);
    }

    /** Writes {@code value} if the value is {@code expected}; true if it was. */
    public boolean compareAndSet(long expected, long value) {
        return open().compareAndSetLong(VALUE, expected, value);
    }

    /**
     * Replaces the value by a function of it and returns the new one.
     *
     * @param function without side effects: it is called again when another thread was faster
     */
    public long update(LongUnaryOperator function) {
        for (; ; ) {
            long before = get();
            long after = function.applyAsLong(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return region.isClosed() ? "ShmLong[" + name + ", closed]" : Long.toString(get());
    }

    private MappedMemory open() {
        region.requireOpen();
        return memory;
    }
}
