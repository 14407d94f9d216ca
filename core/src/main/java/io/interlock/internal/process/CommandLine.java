package io.interlock.internal.process;

import io.interlock.internal.os.PrivateFile;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command that starts a child: this JVM's {@code java}, the caller's options, and where to find the classes.
 *
 * @param classPath null for this JVM's class path, or module path
 * @param javaHome the directory of the child's runtime; null for this JVM's
 * @param origin a class that the child must find
 */
public record CommandLine(
        List<String> options,
        @Nullable String classPath,
        @Nullable Path javaHome,
        Class<?> origin) {

    /** Linux takes 128 KiB for one argument, and some 2 MiB for all with the environment. */
    private static final int MAX_PATH_CHARS = 64 * 1024;

    /** The ways of Interlock itself are the child's too. */
    private static final List<String> OWN_PROPERTIES =
            List.of("interlock.native", "interlock.futexWaitv", "interlock.membarrier");

    /** Options by which a JVM gets classes from elsewhere than its class path. */
    private static final List<String> EXTENDING = List.of("@", "-Xbootclasspath/a:", "-javaagent:");

    /**
     * How JNA finds and unpacks its native library: a parent that needs one of these has children that need it, or they could not
     * follow the protocols of the parent's regions.
     */
    private static final List<String> PROPERTIES_OF_JNA =
            List.of("jna.nosys", "jna.nounpack", "jna.noclasspath", "jna.boot.library.name");

    private static final List<String> DIRECTORIES_OF_JNA = List.of("jna.tmpdir", "jna.boot.library.path");

    private static final Module INTERLOCK = CommandLine.class.getModule();

    /**
     * The command's words.
     *
     * @param argumentFile where the paths go if they are too long for a command line
     */
    public List<String> words(Path channelFile, Path argumentFile) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(java().toString());
        for (String property : OWN_PROPERTIES) {
            addProperty(words, property, System.getProperty(property));
        }
        for (String property : PROPERTIES_OF_JNA) {
            addProperty(words, property, System.getProperty(property));
        }
        for (String property : DIRECTORIES_OF_JNA) {
            String directories = System.getProperty(property);
            addProperty(words, property, directories == null ? null : absolute(directories));
        }
        String directory = System.getProperty("interlock.directory");
        addProperty(
                words,
                "interlock.directory",
                directory == null ? null : Path.of(directory).toAbsolutePath().toString());
        List<String> paths =
                usesModules() ? modulePath() : List.of("--enable-native-access=ALL-UNNAMED", "-cp", checkedClassPath());
        words.addAll(options);
        if (paths.stream().mapToInt(String::length).sum() > MAX_PATH_CHARS) {
            writeArguments(paths, argumentFile);
            words.add("@" + argumentFile);
        } else {
            words.addAll(paths);
        }
        if (usesModules()) {
            words.add("-m");
            words.add(INTERLOCK.getName() + "/" + ChildMain.class.getName());
        } else {
            words.add(ChildMain.class.getName());
        }
        words.add(channelFile.toString());
        return words;
    }

    private boolean usesModules() {
        return classPath == null && INTERLOCK.isNamed();
    }

    private Path java() {
        Path home = javaHome == null ? Path.of(System.getProperty("java.home")) : javaHome;
        Path java = home.resolve("bin").resolve("java");
        if (!Files.isExecutable(java)) {
            throw new IllegalStateException(
                    "java=" + java + ": this Java runtime has no java command; name one that has"
                            + " with JvmProcess.builder().javaHome(...)");
        }
        return java;
    }

    private String checkedClassPath() {
        boolean isExtended =
                options.stream().anyMatch(option -> EXTENDING.stream().anyMatch(option::startsWith));
        if (isExtended) {
            // The child has classes from elsewhere, too.
            return absolute(classPath == null ? System.getProperty("java.class.path", "") : classPath);
        }
        return classPath == null ? ChildClassPath.ofThisJvm(origin) : ChildClassPath.given(classPath, origin);
    }

    private List<String> modulePath() {
        String path = System.getProperty("jdk.module.path");
        if (path == null && !isInImage()) {
            throw new IllegalStateException(
                    INTERLOCK + " was not loaded from this JVM's module path, so a child would not"
                            + " find it; say where the child's classes are with classPath(...)");
        }
        Set<String> roots = new TreeSet<>();
        Optional.ofNullable(System.getProperty("jdk.module.main")).ifPresent(roots::add);
        Optional.ofNullable(origin.getModule().getName()).ifPresent(roots::add);
        // JNA belongs to Interlock, but only Interlock's own module is resolved for sure where the caller has no
        // module.
        List<String> words = new ArrayList<>(List.of("--enable-native-access=com.sun.jna"));
        if (path != null) {
            words.addAll(List.of("--module-path", absolute(path)));
        }
        if (!roots.isEmpty()) {
            words.add("--add-modules=" + String.join(",", roots));
        }
        String classes = System.getProperty("java.class.path", "");
        if (!classes.isEmpty()) {
            words.addAll(List.of("-cp", absolute(classes)));
        }
        return words;
    }

    /** True in an image that jlink has made with Interlock inside: any JVM of the image finds it there. */
    private static boolean isInImage() {
        return ModuleLayer.boot()
                .configuration()
                .findModule(INTERLOCK.getName())
                .flatMap(module -> module.reference().location())
                .filter(location -> "jrt".equals(location.getScheme()))
                .isPresent();
    }

    /** The child may have another working directory. */
    private static String absolute(String path) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void addProperty(List<String> words, String property, @Nullable String value) {
        if (value != null) {
            words.add("-D" + property + "=" + value);
        }
    }

    /** As the {@code java} command reads an argument file: quoted, backslashes doubled. */
    private static void writeArguments(List<String> words, Path file) throws IOException {
        String text = words.stream()
                .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining("\n"));
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        // New, as in a directory for everybody the name could be somebody's link to another file; and private, as
        // options
        // may hold secrets.
        try (OutputStream out = Channels.newOutputStream(PrivateFile.create(file))) {
            out.write(text.getBytes(charset));
        }
    }
}
