package io.interlock.internal.os;

import com.sun.jna.Native;
import java.net.URL;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells in words why native calls fail: the root cause, JNA's version and where it came from, and the way out. It refers to
 * JNA's classes by name alone, as they may be missing.
 */
final class LoadFailure {

    /** A constant, which the compiler copies: the JNA that Interlock was compiled with. */
    private static final String BUILT_WITH = Native.VERSION;

    private static final String NATIVE_CLASS = "com.sun.jna.Native";

    private LoadFailure() {}

    static String describe(Throwable thrown) {
        Class<?> jna = classOrNull(NATIVE_CLASS);
        if (jna == null) {
            return "JNA is missing (" + inOneLine(rootOf(thrown)) + "); add net.java.dev.jna:jna-jpms " + BUILT_WITH
                    + " to the class path";
        }
        return "native calls fail: " + inOneLine(rootOf(thrown)) + "; JNA " + versionOf(jna) + " from "
                + locationOf(jna) + librarySetting() + "; " + wayOut(thrown);
    }

    private static String wayOut(Throwable thrown) {
        Throwable root = rootOf(thrown);
        if (root instanceof IllegalCallerException) {
            return "start the JVM with --enable-native-access=ALL-UNNAMED, or =com.sun.jna if JNA is a module";
        }
        if (root instanceof UnsatisfiedLinkError) {
            return "JNA unpacks its native library into a temporary directory: set the system property jna.tmpdir to one that"
                    + " is writable and not mounted noexec, or jna.boot.library.path to a directory with the library of"
                    + " the same version";
        }
        return "put JNA " + BUILT_WITH
                + " or newer on the class path before any other, and let jna.boot.library.path name no"
                + " other version's native library";
    }

    /** What was thrown first. Later uses of a class that failed to initialise only say that it did. */
    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String inOneLine(Throwable thrown) {
        return thrown.toString().strip().replaceAll("\\s+", " ");
    }

    private static String librarySetting() {
        String path = System.getProperty("jna.boot.library.path");
        return path == null ? "" : " with jna.boot.library.path=" + path;
    }

    private static String versionOf(Class<?> jna) {
        try {
            // Native inherits the constant, but reading it there would initialise Native.
            Class<?> version = Class.forName("com.sun.jna.Version", false, jna.getClassLoader());
            var field = version.getDeclaredField("VERSION");
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            String declared = jna.getModule().isNamed()
                    ? jna.getModule().getDescriptor().rawVersion().orElse(null)
                    : jna.getPackage().getImplementationVersion();
            return declared == null ? "of unknown version" : declared;
        }
    }

    private static String locationOf(Class<?> jna) {
        CodeSource source = jna.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location == null ? "an unknown place" : location.toString();
    }

    private static @Nullable Class<?> classOrNull(String name) {
        try {
            return Class.forName(name, false, LoadFailure.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
