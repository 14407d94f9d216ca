package io.interlock.internal.os;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's version as the JVM knows it: only for the wording of messages, never to decide what works. */
final class KernelVersion {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

    private KernelVersion() {}

    /** True if the kernel says that it is older than this version. */
    static boolean isBefore(int major, int minor) {
        Matcher version = VERSION.matcher(System.getProperty("os.version", ""));
        if (!version.matches()) {
            return false;
        }
        int foundMajor = Integer.parseInt(version.group(1));
        int foundMinor = Integer.parseInt(version.group(2));
        return foundMajor < major || (foundMajor == major && foundMinor < minor);
    }
}
