package io.interlock.sync;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.RegionFiles;
import io.interlock.memory.RegionOptions;
import io.interlock.testing.Await;
import java.util.Objects;

/** Looks at a lock's shared words, past its methods. */
final class LockProbe {

    private LockProbe() {}

    /** Returns when some thread has announced that it is about to sleep for the lock. */
    static void awaitSleeper(Region region, ShmLock lock) {
        MappedMemory words = words(region, lock.name());
        Await.until("a thread sleeps for " + lock, () -> words.getIntVolatile(LockLayout.WAITERS) != 0);
    }

    static void clearWaiters(Region region, ShmLock lock) {
        words(region, lock.name()).putIntVolatile(LockLayout.WAITERS, 0);
    }

    private static MappedMemory words(Region region, String name) {
        Attachment attachment = RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
        try {
            Heap.Entry entry = Objects.requireNonNull(attachment.file().heap().find(name));
            return entry.body();
        } finally {
            RegionFiles.close(attachment);
        }
    }
}
