package io.interlock.sync;

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

    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A holder is off in a microsecond. Whoever sleeps longer has lost its wake-up to a thread that was killed. */
    private static final long MOST_SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final RegionFile file;
    private final String name;

    Guard(RegionFile file, MappedMemory memory, String name) {
        super(file, memory, OnOwnerDeath.HAND_OVER);
        this.file = file;
        this.name = name;
    }

    /** Runs the change under the lock. */
    long with(LongSupplier change) {
        Owner me = threads.current();
        if (!takeFree(me)) {
            awaitTaken(me);
        }
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

    /** For a process that is about to leave: not at all if the lock cannot be had within 100 ms. */
    void runSoon(Runnable change) {
        try {
            Owner me = threads.current();
            if (takeFree(me) || awaitTaken(me, PATIENCE_NS)) {
                try {
                    change.run();
                } finally {
                    releaseFree();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected long mostSleepNs() {
        return MOST_SLEEP_NS;
    }

    @Override
    String where() {
        return file.where() + " name=" + name;
    }
}
