package io.interlock.internal.region;

import io.interlock.RegionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thread's wait for the {@link AdminLock}, by trying again and again: others hold it for microseconds, unless their process
 * is stopped. So an interrupt that came before does no harm, and one that comes while a stopped process is waited for helps.
 */
final class AdminWait {

    static final long UNINTERRUPTIBLE_MS = 100;
    static final long GIVE_UP_AFTER_S = 20;

    private static final System.Logger LOG = System.getLogger("io.interlock");
    private static final long WARN_AFTER_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long GIVE_UP_AFTER_NS = TimeUnit.SECONDS.toNanos(GIVE_UP_AFTER_S);
    private static final long UNINTERRUPTIBLE_NS = TimeUnit.MILLISECONDS.toNanos(UNINTERRUPTIBLE_MS);
    private static final int SPINS = 100;
    private static final long SHORTEST_NS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONGEST_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Opening opening;
    private final String where;
    private final Supplier<String> holder;
    private final long startNs = System.nanoTime();
    private boolean warned;

    /** @param holder says in words who has the lock */
    AdminWait(Opening opening, String where, Supplier<String> holder) {
        this.opening = opening;
        this.where = where;
        this.holder = holder;
    }

    void until(BooleanSupplier taken) {
        for (int i = 0; i < SPINS; i++) {
            if (taken.getAsBoolean()) {
                return;
            }
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        try {
            for (long sleepNs = SHORTEST_NS; !taken.getAsBoolean(); sleepNs = Math.min(LONGEST_NS, 2 * sleepNs)) {
                requireMayWait(interrupted);
                LockSupport.parkNanos(this, sleepNs);
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireMayWait(boolean interrupted) {
        if (opening.isClosed()) {
            throw opening.closedException();
        }
        long waitedNs = System.nanoTime() - startNs;
        if (interrupted && waitedNs > UNINTERRUPTIBLE_NS) {
            throw new RegionException(told("interrupted while this thread waited for its internal lock"));
        }
        if (waitedNs > GIVE_UP_AFTER_NS) {
            throw new RegionException(told("no thread could change its directory for " + GIVE_UP_AFTER_S + " s"));
        }
        if (waitedNs > WARN_AFTER_NS && !warned) {
            warned = true;
            LOG.log(System.Logger.Level.WARNING, told("this thread still waits for its internal lock"));
        }
    }

    private String told(String what) {
        return where + ": " + what + "; its holder is " + holder.get()
                + ". Is it stopped? Let it continue, or kill it: then others go on";
    }
}
