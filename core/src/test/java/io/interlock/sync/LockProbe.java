package io.interlock.sync;

import io.interlock.OpenMode;
import io.interlock.Region;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionFiles;
import io.interlock.internal.format.LockLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.internal.region.RegionOptions;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import java.util.Objects;

/** Looks at a lock's shared words, past its methods. */
final class LockProbe {

    /** The same in every primitive of this package; the layout tests hold that. */
    private static final int WAITERS = LockLayout.WAITERS;

    private LockProbe() {}

    /** Returns when some thread has announced that it is about to sleep for the lock. */
    static void awaitSleeper(Region region, OwnedLock lock) {
        MappedMemory words = words(region, lock.name());
        Await.until("a thread sleeps for " + lock, () -> words.getIntVolatile(LockLayout.WAITERS) != 0);
    }

    /** Starts a waiter and returns when it is about to sleep: it has seen then that it has to wait. */
    static TestThread<Boolean> startSleeper(TestThread.Action waiter) {
        TestThread<Boolean> thread = TestThread.run(waiter);
        Await.until("the thread sleeps", () -> thread.isIn("awaitAsleep"));
        return thread;
    }

    /** Returns when some thread, of any process, has announced that it is about to sleep. */
    static void awaitSleeper(Region region, String name) {
        MappedMemory words = words(region, name);
        Await.until("a thread sleeps for " + name, () -> words.getIntVolatile(WAITERS) != 0);
    }

    /** Returns when a reader has the ticket. */
    static void awaitTurn(Region region, ShmReadWriteLock lock) {
        MappedMemory words = words(region, lock.name());
        Await.until("a reader has the ticket", () -> words.getLongVolatile(ReadWriteLayout.TICKET) != 0);
    }

    static void clearWaiters(Region region, OwnedLock lock) {
        words(region, lock.name()).putIntVolatile(LockLayout.WAITERS, 0);
    }

    /** The calling thread as an owner; the region must stay open here as long as it is used. */
    static Owner currentOwner(Region region) {
        Attachment attachment = RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
        try {
            return attachment.file().threads().current();
        } finally {
            RegionFiles.close(attachment);
        }
    }

    static MappedMemory words(Region region, String name) {
        Attachment attachment = RegionFiles.open(new RegionOptions(region.path(), OpenMode.OPEN, 0, null));
        try {
            DirectoryEntry entry =
                    Objects.requireNonNull(attachment.file().directory().find(name));
            return entry.body();
        } finally {
            RegionFiles.close(attachment);
        }
    }
}
