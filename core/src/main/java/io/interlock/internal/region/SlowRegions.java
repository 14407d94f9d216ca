package io.interlock.internal.region;

import io.interlock.internal.os.Log;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Warns of regions that are slow for as long as they exist, because of the process that created them. */
public final class SlowRegions {

    /** The creation ids of those that this process has warned of. */
    private static final Set<Long> WARNED = ConcurrentHashMap.newKeySet();

    private SlowRegions() {}

    /** Warns, once, if this process can use a better protocol than the region's. */
    public static void warnOf(MappedRegion file) {
        if (!file.protocol().isSlowerThanNeeded() || !WARNED.add(file.creationId())) {
            return;
        }
        HeaderSnapshot header = HeaderSnapshot.of(file);
        Log.log(
                System.Logger.Level.WARNING,
                file.where() + " protocol=" + header.protocolName() + ": created by process " + header.creatorPid()
                        + " at "
                        + Instant.ofEpochMilli(header.createdMs())
                        + ", which could not use native calls, or was told not to. This process can, but every process that waits in"
                        + " this region polls, for as long as the file exists. For faster waits stop its users, unlink it,"
                        + " and let a process like this one create it.");
    }
}
