package io.interlock.value;

import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Primitive;
import io.interlock.sync.ShmReentrantLock;

/** What the values of all types share. */
@SuppressWarnings("serial") // travels as a handle
abstract class SharedValue extends Primitive {

    private final Attachment region;
    private final String name;
    private final MappedMemory memory;
    private final BuiltInLock lock;

    SharedValue(Attachment region, Heap.Entry entry) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.memory = entry.body();
        this.lock = new BuiltInLock(region, entry);
    }

    /** The name under which the region knows it. */
    public final String name() {
        return name;
    }

    /**
     * The lock that belongs to this value, in every process the same: for what takes more than one method. No method here
     * asks for it. When its owner dies, the next to ask gets {@link io.interlock.OwnerDiedException}, until somebody has
     * called {@link ShmReentrantLock#recover}.
     */
    public final ShmReentrantLock lock() {
        return lock.get();
    }

    @Override
    public final String toString() {
        return region.isClosed() ? getClass().getSimpleName() + "[" + name + ", closed]" : valueAsText();
    }

    abstract String valueAsText();

    /**
     * The memory, of a region that is open. The look is a volatile read, which on x86 is an ordinary load, and keeps the
     * compiler from moving it out of a loop: with a plain one a thread that polls a value might never see the close. It
     * touches a line that nobody writes, and is done long before the value's own, which is most often elsewhere.
     */
    final MappedMemory open() {
        region.requireOpen();
        return memory;
    }
}
