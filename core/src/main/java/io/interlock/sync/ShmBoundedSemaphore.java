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
 * Permits shared by every process that opens the same region, never more than at the start; method names and meaning of
 * {@link java.util.concurrent.Semaphore}, bounded as Python's {@code multiprocessing.BoundedSemaphore}. From
 * {@link io.interlock.Region#boundedSemaphore(String, int)}.
 *
 * <p><b>Owner:</b> with {@link OnHolderDeath#KEEP} none. With {@link OnHolderDeath#RETURN} the process that acquired, not the
 * thread; any process may still release for it: what is released comes first from what the releasing process has, then
 * from what others have.
 *
 * <p><b>Threads:</b> safe for any threads of any processes; with {@code RETURN} up to 256 processes have permits at once.
 *
 * <p><b>Memory:</b> what a thread did before {@code release} is visible to a thread that acquires after it; pair [COUNT].
 *
 * <p><b>Progress:</b> as {@link ShmSemaphore}; with {@code RETURN} each change takes a short internal lock, which the next
 * thread gets when its holder dies.
 *
 * <p><b>Death:</b> with {@code KEEP}, what a dead process had acquired stays acquired. With {@code RETURN} it is available
 * again as soon as the kernel has told of the death, and sleepers see it within 50 ms; so it is when a process closes the
 * region for the last time. One that is killed while it releases permits that other processes acquired, which takes one store
 * for each of them, has released those of some of them or of all; what it acquired itself returns in any case.
 *
 * <p><b>Errors:</b> {@link IllegalStateException} when more is released than was acquired, and nothing is released;
 * {@link RegionClosedException} after the region was closed; {@link IllegalArgumentException} for a negative number;
 * {@link RegionFullException} with {@code RETURN}, when a 257th process acquires while 256 living ones have permits.
 *
 * <p><b>Size:</b> 128 bytes, with {@code RETURN} 4,352, and its name.
 */
@SuppressWarnings("serial") // travels as a handle
public final class ShmBoundedSemaphore extends SemaphoreBase {

    /**
     * What all who attach agree on.
     *
     * @param permits how many it has at first, at least 1
     * @param onHolderDeath what becomes of the permits of a process that dies
     */
    public record Config(int permits, OnHolderDeath onHolderDeath) implements Serializable {

        /** Refuses what makes no sense. */
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

    /** How many it had at first, which is as many as it can have. */
    public int permits() {
        return config.permits;
    }

    /** What its creator chose. */
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
