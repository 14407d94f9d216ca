package io.interlock.internal.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's identity, for people who read a region: its id means nothing without the namespace that counts it. */
public final class ThisProcess {

    public static final long PID = ProcessHandle.current().pid();
    public static final long PID_NAMESPACE = pidNamespace();

    private ThisProcess() {}

    /** The inode of the pid namespace, or 0 where there is none. */
    private static long pidNamespace() {
        try {
            String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return Long.parseLong(link.replaceAll("\\D", ""));
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            return 0;
        }
    }
}
