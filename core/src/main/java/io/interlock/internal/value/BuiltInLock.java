package io.interlock.internal.value;

import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.thread.Inspection;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a value or of an array. Its words are the first of the body, zeros and so free from the start: it cannot fail
 * to be created, needs no name that could be another's, and costs nothing until somebody asks for it.
 */
public final class BuiltInLock {

    public static final Inspection.Inspector INSPECTOR =
            PrimitiveType.of(ShmReentrantLock.class).inspector();

    private final Attachment region;
    private final DirectoryEntry entry;

    /** Guarded by this. */
    private @Nullable ShmReentrantLock lock;

    public BuiltInLock(Attachment region, DirectoryEntry entry) {
        this.region = region;
        this.entry = entry;
    }

    public synchronized ShmReentrantLock get() {
        region.requireOpen();
        if (lock == null) {
            lock = PrimitiveType.<ShmReentrantLock, OnOwnerDeath>of(ShmReentrantLock.class)
                    .attach()
                    .attach(region, entry, OnOwnerDeath.FAIL);
        }
        return lock;
    }
}
