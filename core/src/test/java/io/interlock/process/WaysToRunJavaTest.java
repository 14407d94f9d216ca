package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.internal.process.ChildMain;
import io.interlock.testing.Workspace;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The usual ways to run a Java program: each starts children, or says which class is missing and what to do. */
@Tag("exhaustive")
@Timeout(180) // watchdog
class WaysToRunJavaTest {

    /** A program that starts a child, which adds one to a value; its main method can be called by other programs. */
    private static final String APPLICATION = """
            package app;

            import io.interlock.Region;
            import io.interlock.process.JvmProcess;
            import io.interlock.process.JvmProcessBuilder;
            import io.interlock.value.ShmLong;
            import java.nio.file.Path;

            public class Application {
                public static void main(String[] arguments) throws Exception {
                    String path = arguments[0];
                    JvmProcessBuilder builder = JvmProcess.builder();
                    if (arguments.length > 1) {
                        builder.javaHome(Path.of(arguments[1]));
                    }
                    builder.start(() -> {
                        System.out.println("child speaks");
                        try (Region region = Region.open(Path.of(path))) {
                            region.longValue("sum").getAndAdd(1);
                        }
                    }).join();
                }
            }
            """;

    /** Loads the application, and Interlock with it, by a class loader of its own. */
    private static final String LAUNCHER = """
            package launcher;

            import java.net.URL;
            import java.net.URLClassLoader;
            import java.nio.file.Path;
            import java.util.ArrayList;
            import java.util.List;

            public class Launcher {
                public static void main(String[] arguments) throws Exception {
                    List<URL> urls = new ArrayList<>();
                    for (String entry : arguments[0].split(":")) {
                        urls.add(Path.of(entry).toUri().toURL());
                    }
                    ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null);
                    Thread.currentThread().setContextClassLoader(loader);
                    Class<?> application = Class.forName("app.Application", true, loader);
                    application.getMethod("main", String[].class)
                            .invoke(null, (Object) new String[] {arguments[1]});
                }
            }
            """;

    /** As the loader of an executable jar: classes come from jars inside of the jar, whose addresses are no files. */
    private static final String NESTED_LAUNCHER = """
            package launcher;

            import java.io.InputStream;
            import java.net.URL;
            import java.security.CodeSource;
            import java.security.ProtectionDomain;
            import java.util.HashMap;
            import java.util.Map;
            import java.util.jar.JarEntry;
            import java.util.jar.JarFile;
            import java.util.jar.JarInputStream;

            public class NestedLauncher extends ClassLoader {
                private final Map<String, byte[]> files = new HashMap<>();
                private final ProtectionDomain domain;

                NestedLauncher(String path) throws Exception {
                    super(ClassLoader.getPlatformClassLoader());
                    domain = new ProtectionDomain(
                            new CodeSource(new URL("jar:file:" + path + "!/BOOT-INF/"), (java.security.cert.Certificate[]) null),
                            null);
                    try (JarFile jar = new JarFile(path)) {
                        for (JarEntry entry : jar.stream().toList()) {
                            InputStream in = jar.getInputStream(entry);
                            if (entry.getName().startsWith("BOOT-INF/classes/")) {
                                files.put(entry.getName().substring(17), in.readAllBytes());
                            } else if (entry.getName().startsWith("BOOT-INF/lib/")) {
                                JarInputStream nested = new JarInputStream(in);
                                for (JarEntry each; (each = nested.getNextJarEntry()) != null; ) {
                                    files.put(each.getName(), nested.readAllBytes());
                                }
                            }
                        }
                    }
                }

                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    byte[] bytes = files.get(name.replace('.', '/') + ".class");
                    if (bytes == null) {
                        throw new ClassNotFoundException(name);
                    }
                    return defineClass(name, bytes, 0, bytes.length, domain);
                }

                public static void main(String[] arguments) throws Exception {
                    ClassLoader loader = new NestedLauncher(System.getProperty("java.class.path"));
                    Thread.currentThread().setContextClassLoader(loader);
                    loader.loadClass("app.Application").getMethod("main", String[].class)
                            .invoke(null, (Object) arguments);
                }
            }
            """;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @TempDir
    Path directory;

    private Path region() {
        return workspace.open().path();
    }

    private long sum() {
        return workspace.open().longValue("sum").get();
    }

    private RunningJava running() {
        return new RunningJava(directory);
    }

    private String classPath(RunningJava running) throws Exception {
        return running.compile("app.Application", APPLICATION) + File.pathSeparator + RunningJava.LIBRARIES;
    }

    @Test
    void aUrlClassLoaderOfFiles() throws Exception {
        RunningJava running = running();
        Path launcher = running.compile("launcher.Launcher", LAUNCHER);
        running.java("-cp", launcher.toString(), "launcher.Launcher", classPath(running), region().toString())
                .requireSuccess();
        assertThat(sum()).isEqualTo(1);
    }

    @Test
    void aJarWithAClassPathInItsManifest() throws Exception {
        RunningJava running = running();
        Attributes manifest = new Attributes();
        manifest.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.put(Attributes.Name.MAIN_CLASS, "app.Application");
        manifest.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(classPath(running).split(File.pathSeparator, -1))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path jar = directory.resolve("a path/with spaces & more.jar");
        RunningJava.jar(jar, Files.createDirectory(directory.resolve("empty")), "", manifest);
        running.java("-jar", jar.toString(), region().toString()).requireSuccess();
        assertThat(sum()).isEqualTo(1);
    }

    @Test
    void anExecutableJarWithJarsInside() throws Exception {
        RunningJava running = running();
        Path content = directory.resolve("content");
        copy(running.compile("app.Application", APPLICATION), content.resolve("BOOT-INF/classes"));
        copy(running.compile("launcher.NestedLauncher", NESTED_LAUNCHER), content);
        Path library = RunningJava.home(JvmProcess.class);
        if (Files.isDirectory(library)) {
            RunningJava.jar(content.resolve("BOOT-INF/lib/interlock.jar"), library, "", new Attributes());
        } else {
            copy(library, content.resolve("BOOT-INF/lib/interlock.jar"));
        }
        copy(RunningJava.home(com.sun.jna.Native.class), content.resolve("BOOT-INF/lib/jna.jar"));
        Attributes manifest = new Attributes();
        manifest.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.put(Attributes.Name.MAIN_CLASS, "launcher.NestedLauncher");
        Path jar = directory.resolve("app.jar");
        RunningJava.jar(jar, content, "", manifest);
        RunningJava.Result result = running.java("-jar", jar.toString(), region().toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.all())
                .contains("IllegalStateException")
                .contains("class=" + ChildMain.class.getName())
                .contains("JvmProcess.builder().classPath(...)")
                .contains("unpacked");
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void theSourceLauncher() throws Exception {
        Path source = RunningJava.write(directory.resolve("app/Application.java"), APPLICATION);
        RunningJava.Result result =
                running().java("-cp", RunningJava.LIBRARIES, source.toString(), region().toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.all())
                .contains("class=app.Application")
                .contains("in this JVM's memory only")
                .contains("compile it to a class file");
    }

    @Test
    void jShell() throws Exception {
        Path jShell = RunningJava.HOME.resolve("bin/jshell");
        assumeTrue(Files.isExecutable(jShell), "this JDK has no jshell");
        RunningJava.Result result =
                running().run(List.of(jShell.toString(), "-s", "--class-path", RunningJava.LIBRARIES, "-"), """
                        try {
                            io.interlock.process.JvmProcess.start(() -> {});
                        } catch (IllegalStateException e) {
                            System.out.println(e.getMessage());
                        }
                        """);
        assertThat(result.all()).contains("class=REPL.").contains("in this JVM's memory only");
    }

    @Test
    void anImageOfJlinkAndARuntimeWithoutJavaCommand() throws Exception {
        Path library = RunningJava.home(JvmProcess.class);
        assumeTrue(
                !Files.isDirectory(library) || Files.exists(library.resolve("module-info.class")),
                "Interlock was compiled without its module-info here");
        RunningJava running = running();
        Path classes =
                running.compile("app.Application", APPLICATION, "module app { requires io.interlock; exports app; }");
        Path image = directory.resolve("image");
        RunningJava.run(
                "jlink",
                List.of(
                        "--module-path",
                        classes + File.pathSeparator + RunningJava.LIBRARIES,
                        "--add-modules",
                        "app",
                        "--output",
                        image.toString()));
        Path java = image.resolve("bin/java");
        running.run(List.of(java.toString(), "-m", "app/app.Application", region().toString()), "")
                .requireSuccess();
        assertThat(sum()).isEqualTo(1);
        Path renamed = Files.move(java, java.resolveSibling("application"));
        RunningJava.Result result =
                running.run(List.of(renamed.toString(), "-m", "app/app.Application", region().toString()), "");
        assertThat(result.all()).contains("java=" + java).contains("JvmProcess.builder().javaHome(...)");
        Path other = Files.createDirectories(directory.resolve("other/bin"));
        Files.createSymbolicLink(other.resolve("java"), renamed);
        Files.createSymbolicLink(other.resolveSibling("lib"), image.resolve("lib"));
        running.run(
                        List.of(
                                renamed.toString(),
                                "-m",
                                "app/app.Application",
                                region().toString(),
                                Objects.requireNonNull(other.getParent()).toString()),
                        "")
                .requireSuccess();
        assertThat(sum()).isEqualTo(2);
    }

    @Test
    void underSurefireChildrenSpeakOnStandardError() throws Exception {
        RunningJava running = running();
        RunningJava.Result result = running.java(
                "-Dsurefire.test.class.path=any", "-cp", classPath(running), "app.Application", region().toString());
        result.requireSuccess();
        assertThat(result.output()).isEmpty();
        assertThat(result.errorOutput()).contains("child speaks");
    }

    @Test
    void aTemporaryDirectoryThatCannotBeWritten() throws Exception {
        RunningJava running = running();
        running.java("-Djava.io.tmpdir=/proc", "-cp", classPath(running), "app.Application", region().toString())
                .requireSuccess();
        assertThat(sum()).isEqualTo(1);
    }

    @Test
    void aClassPathWithoutInterlockIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() ->
                        JvmProcess.builder().classPath(directory.toString()).start(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("class=" + ChildMain.class.getName())
                .hasMessageContaining("classPath(...)");
    }

    @Test
    void aClassPathWithoutTheTasksClassIsRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() ->
                        JvmProcess.builder().classPath(RunningJava.LIBRARIES).start(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("class=" + WaysToRunJavaTest.class.getName());
    }

    @Test
    void aHomeWithoutJavaCommandIsRefused() {
        assertThatThrownBy(() -> JvmProcess.builder().javaHome(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("javaHome=" + directory);
    }

    @Test
    void aChildThatNobodyJoinsPrintsItsFailure() throws Exception {
        Path output = directory.resolve("output");
        JvmProcess child = workspace.keep(
                JvmProcess.builder().output(output).outlivesParent().start(() -> {
                    throw new IllegalStateException("nobody joins");
                }));
        child.onEnd().join();
        assertThat(Files.readString(output))
                .contains("IllegalStateException: nobody joins")
                .contains("\tat " + WaysToRunJavaTest.class.getName());
    }

    @Test
    void aDebuggersPortInUseIsNotInherited() {
        assertThatThrownBy(() -> workspace
                        .keep(JvmProcess.builder()
                                .environment(
                                        "JAVA_TOOL_OPTIONS",
                                        "-agentlib:jdwp=transport=dt_socket,server=y,address=1.2.3.4:1")
                                .start(() -> {}))
                        .join())
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("transport error")
                .hasMessageContaining("environment(\"JAVA_TOOL_OPTIONS\", \"\")");
    }
}
