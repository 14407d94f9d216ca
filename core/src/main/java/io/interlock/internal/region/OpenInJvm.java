package io.interlock.internal.region;

import io.interlock.RegionAccessException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;

/**
 * Which region files this JVM has open, known to every copy of Interlock in it: application servers and plugin systems load the same
 * classes once per application. Two copies share nothing but the JVM's own state, so it is kept in system properties.
 *
 * <p>Copies whose locks belong to open files exclude one another as two processes do. The JDK's locks belong to the process: the
 * JDK refuses the second copy's, and closing the second copy's channel would drop the first copy's. So where either copy uses
 * those, the second copy does not open the file at all.
 */
public final class OpenInJvm {

    private static final String PREFIX = "io.interlock.open.";
    private static final String THIS_COPY = UUID.randomUUID().toString();
    private static final String BY_OPEN_FILE = "open-file locks";
    private static final String BY_PROCESS = "process locks";

    private OpenInJvm() {}

    /**
     * Notes that this copy opens the file, before it does.
     *
     * @param key of the file, see {@link FileIdentity}
     * @throws RegionAccessException if another copy has it open, and the two would drop each other's locks
     */
    public static void enter(Object key, Path path) {
        String how = RegionLocks.areOfOpenFiles() ? BY_OPEN_FILE : BY_PROCESS;
        // First the note, then the look: of two copies that come at once at least one sees the other. No lock that all
        // copies
        // share: the JDK's own code may hold it.
        System.setProperty(nameOf(key, THIS_COPY), how);
        boolean entered = false;
        try {
            requireNoConflict(key, path);
            entered = true;
        } finally {
            if (!entered) {
                leave(key);
            }
        }
    }

    /** Notes that this copy has closed the file. */
    public static void leave(Object key) {
        System.getProperties().remove(nameOf(key, THIS_COPY));
    }

    /** True if another copy of Interlock has the file open, and opening and closing it here would drop that copy's locks. */
    public static boolean isGuardedElsewhere(Object key) {
        String prefix = nameOf(key, "");
        Properties properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix) && !name.endsWith(THIS_COPY))
                .anyMatch(name -> BY_PROCESS.equals(properties.getProperty(name)) || !RegionLocks.areOfOpenFiles());
    }

    /**
     * Refuses a file that {@link #isGuardedElsewhere}.
     *
     * @throws RegionAccessException if it is
     */
    public static void requireNoConflict(Object key, Path path) {
        if (isGuardedElsewhere(key)) {
            throw new RegionAccessException(
                    "region=" + path + ": another copy of Interlock in this JVM has it open (another class"
                            + " loader, such as an application that was not closed before it was deployed again), and their file"
                            + " locks would cancel each other; close the region there, or load Interlock once for both, in a"
                            + " shared class loader");
        }
    }

    private static String nameOf(Object key, String copy) {
        return PREFIX + key + '.' + copy;
    }
}
