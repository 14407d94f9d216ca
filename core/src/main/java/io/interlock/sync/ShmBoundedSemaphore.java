package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.BoundedLayout;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.semaphore.CountedPermits;
import io.interlock.internal.semaphore.OwnedPermits;
import io.interlock.internal.semaphore.Permits;
import io.interlock.internal.thread.Inspection;
import java.io.Serializable;
import java.util.Objects;

/**
 * A semaphore shared by all processes that open the same region, which never has more permits than at its creation.
 * Method names and semantics are those of {@link java.util.concurrent.Semaphore}; the bound is that of Python's {@code
 * multiprocessing.BoundedSemaphore}. Obtained from {@link io.interlock.Region#boundedSemaphore(String, int)}.
 *
 * <pre>{@code
 * ShmBoundedSemaphore connections = region.boundedSemaphore("connections", 10, OnHolderDeath.RETURN);
 * connections.acquire();
 * try {
 *     System.out.println("at most ten threads are here");
 * } finally {
 *     connections.release();
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> with {@link OnHolderDeath#KEEP} none. With {@link OnHolderDeath#RETURN} the acquiring process, not
 * the thread. Any process may release permits of another one: a release first reduces the releasing process's own
 * permits, then those of other processes.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. With {@code RETURN}, at most 256 processes hold
 * permits at the same time.
 *
 * <p><b>Memory:</b> a {@code release} happens-before every later acquisition, in any process.
 *
 * <p><b>Progress:</b> as for {@link ShmSemaphore}. With {@code RETURN} each change takes a short internal lock, which
 * is handed over if its holder dies.
 *
 * <p><b>Death:</b> with {@code KEEP} the permits of a dead process stay acquired. With {@code RETURN} they are
 * available as soon as the kernel has reported the death, and sleepers see them within 250 ms; they also return when a
 * process closes the region for the last time. A process that is killed while it releases permits that other processes
 * acquired may have released only some of them; its own permits return in any case.
 *
 * <p><b>Errors:</b> {@link IllegalStateException} if more permits are released than were acquired, in which case
 * nothing is released; {@link RegionClosedException} after the region was closed; {@link IllegalArgumentException} for
 * a negative number of permits; {@link RegionFullException} with {@code RETURN}, if a 257th living process acquires a
 * permit.
 *
 * <p><b>Algorithm:</b> with {@code KEEP} that of {@link ShmSemaphore}; with {@code RETURN} a count for each process
 * under a robust lock, as System V's {@code SEM_UNDO} keeps one.
 *
 * <p><b>Size:</b> 128 bytes, with {@code RETURN} 4,352, and the name.
 */
@SuppressWarnings("serial") // is serialized as a handle
public final class ShmBoundedSemaphore extends SemaphoreBase {

    /**
     * The choices that all users of the semaphore must agree on. Serialized handles contain it.
     *
     * @param permits the initial and maximum number of permits, at least 1
     * @param onHolderDeath what happens to the permits of a process that dies
     */
    public record Config(int permits, OnHolderDeath onHolderDeath) implements Serializable {

        /**
         * Checks the choices.
         *
         * @param permits the initial and maximum number of permits
         * @param onHolderDeath what happens to the permits of a process that dies
         * @throws IllegalArgumentException if {@code permits} is less than 1
         */
        public Config {
            if (permits < 1) {
                throw new IllegalArgumentException(
                        "permits=" + permits + ": a bounded semaphore must start with 1 or more");
            }
            Objects.requireNonNull(onHolderDeath, "onHolderDeath");
        }

        int bytes() {
            return onHolderDeath == OnHolderDeath.RETURN ? BoundedLayout.BYTES_OWNING : BoundedLayout.BYTES_COUNTING;
        }

        String describe() {
            return "permits=" + permits + " onHolderDeath=" + onHolderDeath;
        }

        Permits open(Attachment region, DirectoryEntry entry) {
            return onHolderDeath == OnHolderDeath.RETURN
                    ? new OwnedPermits(region, entry.body(), entry.name(), permits)
                    : new CountedPermits(entry.body(), permits);
        }
    }

    static {
        PrimitiveType.register(
                ShmBoundedSemaphore.class,
                new PrimitiveType<ShmBoundedSemaphore, Config>(
                                Kind.BOUNDED_SEMAPHORE,
                                Config::bytes,
                                Config::describe,
                                (body, config) -> body.putLong(CountLayout.COUNT, config.permits),
                                ShmBoundedSemaphore::new)
                        .inspectedBy(ShmBoundedSemaphore::inspect));
    }

    private final Config config;

    private ShmBoundedSemaphore(Attachment region, DirectoryEntry entry, Config config) {
        super(region, entry, config.open(region, entry));
        this.config = config;
    }

    /**
     * Returns the initial number of permits, which is also the maximum.
     *
     * @return the number of permits
     */
    public int permits() {
        return config.permits;
    }

    /**
     * Returns the choice of the creator.
     *
     * @return what happens to the permits of a process that dies
     */
    public OnHolderDeath onHolderDeath() {
        return config.onHolderDeath;
    }

    private static void inspect(MappedMemory memory, Inspection into) {
        if (memory.size() == BoundedLayout.BYTES_OWNING) {
            OwnedPermits.inspect(memory, into);
        } else {
            CountedPermits.inspect(memory, into);
        }
    }

    @Override
    RuntimeException tooMany(int released, int available) {
        return new IllegalStateException(where() + " permits=" + available + "+" + released + ": more than the "
                + config.permits + " of its start; was something released twice?");
    }
}
