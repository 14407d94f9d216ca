package io.interlock.sync;

import io.interlock.memory.Attachment;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.Owner;
import io.interlock.memory.RegionFile;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The lock within a primitive whose changes take more than one word. Whoever gets it from a dead holder goes on: each change
 * under it becomes valid by one store, so that nothing can be half done.
 */
@SuppressWarnings("serial") // does not travel
final class Guard extends Exclusion {

    static final long PATIENCE_MS = 100;
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);

    /** A holder is off in a microsecond. Whoever sleeps longer has lost its wake-up to a thread that was killed. */
    private static final long MOST_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final String where;

    Guard(RegionFile file, MappedMemory memory, String name) {
        super(file, memory, OnOwnerDeath.HAND_OVER);
        this.where = where(file, name);
    }

    /** For what belongs to one opening, which ends the waits when it is closed. */
    Guard(Attachment region, MappedMemory memory, String name) {
        super(region, memory, OnOwnerDeath.HAND_OVER);
        this.where = where(region.file(), name);
    }

    private static String where(RegionFile file, String name) {
        return file.where() + " name=" + name;
    }

    /** Runs the change under the lock. */
    long with(LongSupplier change) {
        Owner me = threads.current();
        if (!takeFree(me)) {
            awaitTaken(me);
        }
        return taken(me, change);
    }

    /**
     * Runs the change under the lock, if that can be had in {@value #PATIENCE_MS} ms: for what promises not to wait.
     *
     * @return {@code otherwise} if the holder kept the lock for longer, as a stopped process does
     */
    long withSoon(LongSupplier change, long otherwise) {
        Owner me = threads.current();
        return takeFree(me) || awaitTakenUninterruptibly(me, PATIENCE_NS) ? taken(me, change) : otherwise;
    }

    /** Runs a change that gives something back: also once the region is closed. */
    long withThoughClosed(LongSupplier change) {
        Owner me = threads.current();
        if (!takeFree(me)) {
            awaitTakenThoughClosed(me, Long.MAX_VALUE);
        }
        return taken(me, change);
    }

    private long taken(Owner me, LongSupplier change) {
        long result;
        try {
            result = change.getAsLong();
        } catch (Throwable e) {
            releaseFree();
            throw e;
        }
        try {
            releaseFree();
        } catch (Error e) {
            if (here.isBy(me)) {
                throw e;
            }
            // Released by the second try: the change has happened, and the caller has to know its result.
        }
        return result;
    }

    boolean test(BooleanSupplier change) {
        return with(() -> change.getAsBoolean() ? 1 : 0) != 0;
    }

    void run(Runnable change) {
        var unused = with(() -> {
            change.run();
            return 0;
        });
    }

    /** For a process that is about to leave: not at all if the lock cannot be had within {@value #PATIENCE_MS} ms. */
    void runSoon(Runnable change) {
        Owner me = threads.current();
        if (takeFree(me) || awaitTakenThoughClosed(me, PATIENCE_NS)) {
            try {
                change.run();
            } finally {
                releaseFree();
            }
        }
    }

    @Override
    protected long mostSleepNs() {
        return MOST_SLEEP_NS;
    }

    @Override
    String where() {
        return where;
    }
}
