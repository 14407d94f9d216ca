package io.interlock.internal.inspect;

import io.interlock.internal.region.HeaderSnapshot;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people are told of a region; see {@link RegionReader}.
 *
 * @param fileBytes the file's size
 * @param problem why no more is told, or not all: the file is damaged, or another version's
 * @param header empty where there is a problem with it
 * @param living the threads that have a slot and live
 * @param endedThreads how many slots are left by threads that have ended
 */
public record RegionReport(
        Path path,
        long fileBytes,
        Use use,
        Optional<String> problem,
        Optional<HeaderSnapshot> header,
        List<ThreadState> living,
        int endedThreads,
        List<Entry> entries) {

    /** Whether processes have a region open. */
    public enum Use {
        /** At least one has, or a thread that lives has a slot in it. */
        IN_USE,
        /** None has. */
        UNUSED,
        /** This process may not find out. */
        UNKNOWN
    }

    /**
     * One entry of its directory.
     *
     * @param kind the number that stands in the file
     * @param bytes its size, with name and padding
     * @param sleepers who sleeps in it
     */
    public record Entry(
            String name,
            int kind,
            String config,
            long bytes,
            long createdMs,
            long creatorPid,
            long creatorPidNamespace,
            List<Inspection.Holder> holders,
            List<ThreadState> sleepers,
            Map<String, Object> state) {}
}
