package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.lock.Implementation;
import io.interlock.benchmarks.run.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The C contender: {@code contender.c}, compiled once a run; and how any other program in C is. */
public final class CPeer {

    private static final List<String> OPTIONS = List.of("-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread");
    private static final String HINT = "install a C compiler, for example: apt-get install gcc libc6-dev";

    private CPeer() {}

    public static List<String> command(RunFiles files, Path controlFile, int index, Implementation implementation) {
        return List.of(
                executable(files).toString(),
                controlFile.toString(),
                String.valueOf(index),
                implementation == Implementation.C_PTHREAD_ROBUST ? "robust" : "normal",
                String.valueOf(ProcessHandle.current().pid()));
    }

    /**
     * The program; compiles it if nobody has.
     *
     * @throws MissingToolException if that is not possible here
     */
    public static Path executable(RunFiles files) {
        return executable(files, "contender");
    }

    /** The program of the source {@code NAME.c}. */
    static Path executable(RunFiles files, String name) {
        Path program = PeerSources.directory(files).resolve(name + "-c");
        if (!Files.exists(program)) {
            compile(files, name + ".c", program);
        }
        return program;
    }

    private static void compile(RunFiles files, String name, Path program) {
        PeerSources.unpack(files, "control.h");
        PeerSources.unpack(files, "support.h");
        PeerSources.unpack(files, "turns.h");
        Path source = PeerSources.unpack(files, name);
        Path partial = PeerSources.partial(program);
        List<String> command = new ArrayList<>(List.of("cc"));
        command.addAll(OPTIONS);
        command.addAll(List.of("-o", partial.toString(), source.toString()));
        Tool.Result result = Tool.run(command);
        if (result.exitCode() == 127) {
            throw new MissingToolException("no C compiler found", HINT);
        }
        if (result.exitCode() != 0) {
            throw new MissingToolException("the C compiler failed: " + result.output(), HINT);
        }
        try {
            Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
