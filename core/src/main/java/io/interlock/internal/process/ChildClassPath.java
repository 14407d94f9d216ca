package io.interlock.internal.process;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class path of a child, and whether the child will find on it what it needs: Interlock, JNA, and the task's class.
 *
 * <p>The property {@code java.class.path} says what the {@code java} command was given. Where an application was loaded by a
 * class loader of its own, as by {@code mvn exec:java} or a container, the files that {@link URLClassLoader}s read are
 * added. Classes in jars inside of a jar, or in memory only, as JShell's, cannot be on any class path.
 */
final class ChildClassPath {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private static final String JNA = "com.sun.jna.Native";

    private ChildClassPath() {}

    /**
     * This JVM's class path, with what its class loaders know besides.
     *
     * @throws IllegalStateException if the child would not find a class on it
     */
    static String ofThisJvm(Class<?> origin) {
        List<Class<?>> needed = needed(origin);
        Set<String> entries = new LinkedHashSet<>(split(System.getProperty("java.class.path", "")));
        for (Class<?> type : needed) {
            if (!isOn(entries, type)) {
                entries.addAll(filesOf(type.getClassLoader()));
            }
        }
        for (Class<?> type : needed) {
            if (!isOn(entries, type)) {
                throw missing(type, entries, wayOut(type));
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /**
     * A class path that the caller has given.
     *
     * @throws IllegalStateException if the child would not find a class on it
     */
    static String given(String classPath, Class<?> origin) {
        List<String> entries = split(classPath);
        for (Class<?> type : needed(origin)) {
            if (!isOn(entries, type)) {
                throw missing(type, entries, "add it to what classPath(...) is given");
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static List<Class<?>> needed(Class<?> origin) {
        List<Class<?>> needed = new ArrayList<>(List.of(ChildMain.class));
        try {
            needed.add(Class.forName(JNA, false, ChildClassPath.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            // Without JNA there is the portable protocol, here and in the child.
        }
        // A lambda's own class is hidden; the class that has it around is not.
        needed.add(origin.isHidden() ? origin.getNestHost() : origin);
        return needed;
    }

    /** The child may have another working directory, so each entry becomes absolute. */
    private static List<String> split(String path) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList();
    }

    private static List<String> filesOf(@Nullable ClassLoader loader) {
        List<String> files = new ArrayList<>();
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each instanceof URLClassLoader urls) {
                Stream.of(urls.getURLs())
                        .map(ChildClassPath::fileOf)
                        .flatMap(Optional::stream)
                        .forEach(file -> files.add(file.toString()));
            }
        }
        return files;
    }

    private static Optional<Path> fileOf(@Nullable URL url) {
        try {
            return url == null || !"file".equals(url.getProtocol())
                    ? Optional.empty()
                    : Optional.of(Path.of(url.toURI()).toAbsolutePath());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean isOn(Iterable<String> entries, Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || ClassLoader.getPlatformClassLoader().equals(loader)) {
            return true;
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        Path home = source == null ? null : fileOf(source.getLocation()).orElse(null);
        String file = type.getName().replace('.', '/') + ".class";
        if (home != null) {
            // The usual case, without opening any file.
            for (String entry : entries) {
                if (Path.of(entry).equals(home)
                        && (!Files.isDirectory(home) || Files.exists(home.resolve(file)))
                        && !home.toString().endsWith(".java")) {
                    return true;
                }
            }
        }
        Deque<Path> left = new ArrayDeque<>();
        entries.forEach(entry -> left.addAll(expanded(Path.of(entry))));
        Set<Path> seen = new HashSet<>();
        while (!left.isEmpty()) {
            Path entry = left.remove();
            if (seen.add(entry)
                    && (Files.isDirectory(entry) ? Files.exists(entry.resolve(file)) : isIn(entry, file, left))) {
                return true;
            }
        }
        return false;
    }

    /** As the {@code java} command: an asterisk stands for all jars of the directory. */
    private static List<Path> expanded(Path entry) {
        Path directory = entry.getParent();
        if (directory == null || !entry.endsWith("*")) {
            return List.of(entry);
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @param more gets the files that the jar's manifest names */
    private static boolean isIn(Path jar, String file, Deque<Path> more) {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (JarFile content = new JarFile(jar.toFile())) {
            if (content.getEntry(file) != null) {
                return true;
            }
            Manifest manifest = content.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (classPath != null) {
                for (String url : WHITE_SPACE.splitAsStream(classPath.trim()).toList()) {
                    fileOf(jar.toUri().resolve(URI.create(url)).toURL()).ifPresent(more::add);
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException e) {
            // The child's JVM will pass over it as well.
            return false;
        }
    }

    private static IllegalStateException missing(Class<?> type, Iterable<String> entries, String wayOut) {
        String path = String.join(File.pathSeparator, entries);
        String shown = path.length() <= 1000 ? path : path.substring(0, 1000) + "...";
        return new IllegalStateException("class=" + type.getName() + " classPath=" + shown
                + ": the child would not find this class on its class path; " + wayOut);
    }

    private static String wayOut(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        String from = location == null ? "" : " (" + location + ")";
        if (isInMemory(type, location)) {
            return "it exists in this JVM's memory only" + from
                    + ": compile it to a class file, as a child cannot load the classes of JShell, of the source launcher"
                    + " (java File.java) or of a script";
        }
        return "its class loader " + type.getClassLoader() + " has it from elsewhere" + from
                + ": say where the child's classes are with JvmProcess.builder().classPath(...); the jars inside of an"
                + " executable jar have to be unpacked for that";
    }

    private static boolean isInMemory(Class<?> type, @Nullable URL location) {
        return location == null
                || location.getPath().endsWith(".java")
                || String.valueOf(type.getClassLoader()).contains("jshell")
                || String.valueOf(type.getClassLoader()).contains("MemoryClassLoader");
    }
}
