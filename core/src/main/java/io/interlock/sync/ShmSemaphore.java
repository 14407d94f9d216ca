package io.interlock.sync;

import io.interlock.RegionClosedException;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.format.CountLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.semaphore.CountedPermits;

/**
 * A counting semaphore shared by all processes that open the same region. Method names and semantics are those of
 * {@link java.util.concurrent.Semaphore}, without fairness. Obtained from {@link io.interlock.Region#semaphore(String,
 * int)}.
 *
 * <pre>{@code
 * ShmSemaphore ready = region.semaphore("ready", 0);
 * ready.release(); // a signal, which may come from another process
 * if (ready.tryAcquire(1, TimeUnit.SECONDS)) {
 *     System.out.println("ready");
 * }
 * }</pre>
 *
 * <p><b>Owner:</b> none. Any thread may release a permit, including one that has not acquired any.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes.
 *
 * <p><b>Memory:</b> a {@code release} happens-before every later acquisition, in any process.
 *
 * <p><b>Progress:</b> an uncontended acquisition is one compare-and-set without a system call. Without permits a thread
 * spins adaptively and then sleeps. A thread that arrives may overtake one that sleeps, and a request for few permits
 * may overtake a request for many. An interrupt takes effect within 250 ms.
 *
 * <p><b>Death:</b> permits have no owner, so those that a dead process had acquired stay acquired. A thread that is
 * killed between its release and the wake-up of a sleeper delays that sleeper by at most 250 ms. For permits that return
 * see {@link ShmBoundedSemaphore}.
 *
 * <p><b>Errors:</b> {@link RegionClosedException} after the region was closed; {@link IllegalArgumentException} for a
 * negative number of permits; {@link Error} if a release would exceed 2<sup>31</sup>-1 permits, in which case nothing
 * is released.
 *
 * <p><b>Algorithm:</b> an atomic count and a futex, as in Ulrich Drepper, "Futexes Are Tricky" (2011).
 *
 * <p><b>Size:</b> 128 bytes and the name.
 */
@SuppressWarnings("serial") // is serialized as a handle
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

    /** Throws an {@link Error}, as {@code java.util.concurrent.Semaphore} does. */
    @Override
    RuntimeException tooMany(int released, int available) {
        throw new Error(where() + " permits=" + available + "+" + released + ": more than " + Integer.MAX_VALUE
                + "; are acquisitions missing?");
    }
}
