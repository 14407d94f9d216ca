package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.semaphore.CountedPermits;

/**
 * Permits shared by every process that opens the same region; method names and meaning of
 * {@link java.util.concurrent.Semaphore}, not fair. From {@link io.interlock.Region#semaphore(String, int)}.
 *
 * <p><b>Owner:</b> none; any thread may release, also one that has acquired nothing.
 *
 * <p><b>Threads:</b> safe for any threads of any processes.
 *
 * <p><b>Memory:</b> what a thread did before {@code release} is visible to a thread that acquires after it; pair [COUNT].
 *
 * <p><b>Progress:</b> uncontended, one compare-and-set and no system call. Without permits, a spin that adapts, then sleep.
 * A thread that arrives may overtake one that sleeps, and one that wants few may overtake one that wants many. An
 * interrupt is seen within 50 ms.
 *
 * <p><b>Death:</b> permits have no owner: what a dead process had acquired stays acquired. One that is killed after its
 * release, before it has woken a sleeper, delays it by 50 ms at most.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link IllegalArgumentException} for a
 * negative number; {@link Error} when more than 2<sup>31</sup>-1 permits would be there, and nothing is released.
 *
 * <p><b>Size:</b> 128 bytes, and its name.
 */
@SuppressWarnings("serial") // travels as a handle
public final class ShmSemaphore extends SemaphoreBase {

    static {
        PrimitiveType.register(
                ShmSemaphore.class,
                new PrimitiveType<ShmSemaphore, Integer>(
                                Kind.SEMAPHORE,
                                permits -> CountLayout.BYTES,
                                permits -> "permits=" + permits,
                                (body, permits) -> body.putLong(CountLayout.COUNT, permits),
                                (region, entry, permits) -> new ShmSemaphore(region, entry))
                        .inspectedBy(CountedPermits::inspect));
    }

    private ShmSemaphore(Attachment region, DirectoryEntry entry) {
        super(region, entry, new CountedPermits(entry.body(), Integer.MAX_VALUE));
    }

    /** An {@link Error}, as that of {@code java.util.concurrent.Semaphore}. */
    @Override
    RuntimeException tooMany(int released, int available) {
        throw new Error(where() + " permits=" + available + "+" + released + ": more than " + Integer.MAX_VALUE
                + "; are acquisitions missing?");
    }
}
