package io.interlock.value;

import io.interlock.memory.DirectoryEntry;
import io.interlock.memory.Attachment;
import io.interlock.memory.Inspection;
import io.interlock.memory.PrimitiveType;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a value or of an array. Its words are the first of the body, zeros and so free from the start: it cannot fail
 * to be created, needs no name that could be another's, and costs nothing until somebody asks for it.
 */
final class BuiltInLock {

    static final Inspection.Inspector INSPECTOR =
            PrimitiveType.of(ShmReentrantLock.class).inspector();

    private final Attachment region;
    private final DirectoryEntry entry;

    /** Guarded by this. */
    private @Nullable ShmReentrantLock lock;

    BuiltInLock(Attachment region, DirectoryEntry entry) {
        this.region = region;
        this.entry = entry;
    }

    synchronized ShmReentrantLock get() {
        region.requireOpen();
        if (lock == null) {
            lock = PrimitiveType.<ShmReentrantLock, OnOwnerDeath>of(ShmReentrantLock.class)
                    .attach()
                    .attach(region, entry, OnOwnerDeath.FAIL);
        }
        return lock;
    }
}
