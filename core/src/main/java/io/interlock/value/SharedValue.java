package io.interlock.value;

import io.interlock.RegionClosedException;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the values of all types share. */
@SuppressWarnings("serial") // is serialized as a handle
abstract class SharedValue extends LockedPrimitive {

    /** Where the value stands; null once the region is closed. */
    private volatile @Nullable ByteBuffer memory;

    SharedValue(Attachment region, DirectoryEntry entry) {
        super(region, entry);
        this.memory = entry.body().words();
        region.onClose(() -> memory = null);
    }

    /** The value, as {@code AtomicLong} and its siblings write it; what says so where the region is closed. */
    @Override
    public final String toString() {
        try {
            return valueAsText();
        } catch (RegionClosedException e) {
            return state();
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
