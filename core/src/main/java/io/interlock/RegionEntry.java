package io.interlock;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of one name in a region, for people who look for who holds or awaits what; from {@link Region#entries}. It
 * is read without any lock while others go on: only a moment's truth, and things that change together may be seen apart.
 *
 * @param name under which the region knows it
 * @param kind "lock", "semaphore", …; "unknown(n)" where a newer version of Interlock made it
 * @param configuration what its creator chose, {@code key=value} separated by spaces
 * @param sizeBytes what it takes of the region, with its name
 * @param creatorPid the process that created it, in the namespace {@code creatorPidNamespace}, 0 where unknown
 * @param holders who has it, or has some of it; also who died with it
 * @param waiters who sleeps until it gets it; not yet who spins before, which takes microseconds, and not
 *     virtual threads that have not taken anything in the region so far
 * @param state numbers ({@code Long}, {@code Double}), {@code Boolean}s and words ({@code String}) by name: "permits",
 *     "abandoned", "set", …
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

    /** True if somebody who has ended holds it: what it guards may be half done. */
    public boolean hasDeadHolder() {
        return holders.stream().anyMatch(holder -> !holder.alive());
    }
}
