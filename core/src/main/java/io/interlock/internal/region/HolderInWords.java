package io.interlock.internal.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The holder of a lock of the operating system, for messages: what {@code /proc} says of it. */
final class HolderInWords {

    private static final String UNKNOWN = "a process that this one cannot see";

    private HolderInWords() {}

    /** The process of this thread. */
    static String ofThread(int threadId) {
        if (threadId == 0) {
            return "nobody any more";
        }
        try {
            String pid = "";
            String state = "";
            for (String line : Files.readAllLines(Path.of("/proc/" + threadId + "/status"))) {
                if (line.startsWith("Tgid:")) {
                    pid = line.substring(5).strip();
                } else if (line.startsWith("State:")) {
                    state = line.substring(6).strip();
                }
            }
            return "process " + pid + ", state " + state;
        } catch (IOException | RuntimeException e) {
            return UNKNOWN + ", thread " + threadId;
        }
    }

    /** The process that has locked this byte of a file; no two of these bytes are at the same place in usual files. */
    static String ofFileLock(long at) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/locks"))) {
                List<String> fields = List.of(line.strip().split("\\s+"));
                if (fields.contains(String.valueOf(at)) && !fields.contains("->") && fields.size() > 4) {
                    return ofThread(Integer.parseInt(fields.get(4)));
                }
            }
        } catch (IOException | RuntimeException e) {
            // No /proc: not Linux.
        }
        return UNKNOWN;
    }
}
