package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import io.interlock.Region;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Compiles applications and runs them by JVMs of their own. */
final class RunningJava {

    static final Path HOME = Path.of(System.getProperty("java.home"));

    /** Class path and module path of Interlock itself. */
    static final String LIBRARIES = home(Region.class) + File.pathSeparator + home(Native.class);

    private final Path directory;

    RunningJava(Path directory) {
        this.directory = directory;
    }

    /** How a process has ended, and what it has printed. */
    record Result(int exitCode, String output, String errorOutput) {

        void requireSuccess() {
            assertThat(exitCode).as(output + errorOutput).isZero();
        }

        String all() {
            return output + errorOutput;
        }
    }

    /** The file or directory that a class was loaded from. */
    static Path home(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** Writes a source file and compiles it, and a module-info where a name is given; returns the classes' directory. */
    Path compile(String className, String source, String... moduleInfo) throws IOException {
        Path sources = directory.resolve("src-" + className);
        Path classes = directory.resolve("classes of " + className);
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
        arguments.addAll(List.of(moduleInfo.length == 0 ? "-cp" : "-p", LIBRARIES));
        arguments.add(write(sources.resolve(className.replace('.', '/') + ".java"), source)
                .toString());
        for (String module : moduleInfo) {
            arguments.add(write(sources.resolve("module-info.java"), module).toString());
        }
        run("javac", arguments);
        return classes;
    }

    static void run(String tool, List<String> arguments) {
        int status = ToolProvider.findFirst(tool)
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(status).as(tool).isZero();
    }

    static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** A jar of the classes in a directory, below a folder in it. */
    static void jar(Path file, Path classes, String folder, Attributes manifest) throws IOException {
        Files.createDirectories(file.getParent());
        Manifest all = new Manifest();
        all.getMainAttributes().putAll(manifest);
        all.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, all);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                jar.putNextEntry(new ZipEntry(folder + classes.relativize(each)));
                Files.copy(each, jar);
                jar.closeEntry();
            }
        }
    }

    /** Runs the {@code java} of this test with these words. */
    Result java(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/java").toString()));
        command.add("-Dinterlock.native=" + System.getProperty("interlock.native", "true"));
        command.addAll(List.of(words));
        return run(command, "");
    }

    Result run(List<String> command, String input) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("input"), input);
        Path out = directory.resolve("output");
        Path error = directory.resolve("error output");
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        try {
            int exitCode = process.waitFor();
            return new Result(exitCode, Files.readString(out), Files.readString(error));
        } finally {
            process.destroyForcibly();
        }
    }
}
