package io.interlock.value;

import io.interlock.RegionClosedException;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.Primitive;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.directory.WithBuiltInLock;
import io.interlock.internal.value.BuiltInLock;
import io.interlock.sync.ShmReentrantLock;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the values of all types share. */
@SuppressWarnings("serial") // is serialized as a handle
abstract class SharedValue extends Primitive implements WithBuiltInLock {

    private final Attachment region;
    private final String name;

    /** Where the value stands; null once the region is closed. */
    private volatile @Nullable ByteBuffer memory;

    private final BuiltInLock lock;

    SharedValue(Attachment region, DirectoryEntry entry) {
        super(region, entry.name());
        this.region = region;
        this.name = entry.name();
        this.memory = entry.body().words();
        this.lock = new BuiltInLock(region, entry);
        region.onClose(() -> memory = null);
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
    @Override
    public final ShmReentrantLock lock() {
        return lock.get();
    }

    /** The value, as {@code AtomicLong} and its siblings write it; what says so where the region is closed. */
    @Override
    public final String toString() {
        try {
            return valueAsText();
        } catch (RegionClosedException e) {
            return StateText.of(this, region, name);
        }
    }

    abstract String valueAsText();

    /**
     * The memory, of a region that is open. That it is open is asked of a field of this object, not of the region, and the field
     * is the buffer itself: each load less before an atomic operation counts, see {@link io.interlock.internal.access.Words}. Volatile,
     * which on x86 is an ordinary load: of a plain field a thread that polls a value might never see the close.
     */
    final ByteBuffer open() {
        ByteBuffer open = memory;
        if (open == null) {
            throw region.closedException();
        }
        return open;
    }
}
