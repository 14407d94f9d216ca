package io.interlock;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One primitive of a region, as {@link Region#entries} finds it: its name, its type, its holders and its waiters.
 *
 * <p>The snapshot is taken without a lock while other processes go on. It shows one moment, and values that change
 * together may come from different moments. Use it to diagnose, not to synchronize.
 *
 * <pre>{@code
 * for (RegionEntry entry : region.entries()) {
 *     if (entry.hasDeadHolder()) {
 *         System.err.println(entry.name() + " (" + entry.kind() + ") was held by " + entry.holders());
 *     }
 * }
 * }</pre>
 *
 * @param name the name in the region
 * @param kind the type, such as "lock" or "semaphore"; "unknown(n)" for a type that a newer version of Interlock has
 *     added
 * @param configuration the choices of the creator, as {@code key=value} pairs separated by spaces
 * @param sizeBytes the bytes that the entry takes in the region, including its name
 * @param created when the entry was created
 * @param creatorPid the process that created the entry, in the namespace {@code creatorPidNamespace}; 0 if unknown
 * @param creatorPidNamespace the inode of the creator's pid namespace; 0 if unknown
 * @param holders the threads or processes that hold the primitive or a part of it, dead ones included
 * @param waiters the threads that sleep until they get it. A thread that still spins, which takes microseconds, is not
 *     listed, and neither is a virtual thread that has not acquired anything in the region so far
 * @param state the primitive's state by name, such as "permits" or "abandoned"; values are {@code Long}, {@code
 *     Double}, {@code Boolean} or {@code String}
 */
public record RegionEntry(
        String name,
        String kind,
        String configuration,
        long sizeBytes,
        Instant created,
        long creatorPid,
        long creatorPidNamespace,
        List<RegionThread> holders,
        List<RegionThread> waiters,
        Map<String, Object> state) {

    /**
     * Tells whether a thread ended while it held the primitive, so that the data it guards may be half changed.
     *
     * @return true if at least one holder has ended
     */
    public boolean hasDeadHolder() {
        return holders.stream().anyMatch(holder -> !holder.alive());
    }
}
