package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.handoff.HandOffPrimitive;
import io.interlock.benchmarks.run.RunFiles;
import java.nio.file.Path;
import java.util.List;

/** Pairs in C: {@code handoff.c}, which forks both ends of each. */
public final class HandOffPeer {

    /** The name of the implementation in results. */
    public static final String LABEL = "c";

    private HandOffPeer() {}

    /** Starts all pairs of a trial. */
    public static List<String> command(RunFiles files, Path controlFile, HandOffPrimitive primitive) {
        return List.of(
                executable(files).toString(),
                controlFile.toString(),
                primitive.label(),
                String.valueOf(ProcessHandle.current().pid()));
    }

    /**
     * The program; compiles it if nobody has.
     *
     * @throws MissingToolException if that is not possible here
     */
    public static Path executable(RunFiles files) {
        return CPeer.executable(files, "handoff");
    }
}
