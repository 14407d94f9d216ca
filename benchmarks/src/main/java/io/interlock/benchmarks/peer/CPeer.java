package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.run.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The C contender: {@code contender.c} and what it includes, compiled once a run. */
public final class CPeer {

    private static final List<String> OPTIONS = List.of("-O2", "-Wall", "-Wextra", "-Werror", "-pthread");
    private static final List<String> HEADERS =
            List.of("control.h", "support.h", "boost.h", "subjects.h", "loop.h", "stream.h", "handoff.h");
    private static final String HINT = "install a C compiler, for example: apt-get install gcc libc6-dev";
    private static final String BOOST_HINT =
            "install a C++ compiler and Boost, for example: apt-get install g++ libboost-dev";

    private CPeer() {}

    public static List<String> command(RunFiles files, Path controlFile, int index, Implementation implementation) {
        return List.of(
                executable(files, implementation).toString(),
                controlFile.toString(),
                String.valueOf(index),
                name(implementation),
                String.valueOf(ProcessHandle.current().pid()));
    }

    /** What {@code subjects.h} calls it. */
    private static String name(Implementation implementation) {
        return switch (implementation) {
            case C_PTHREAD_NORMAL -> "mutex";
            case C_PTHREAD_ROBUST -> "mutex-robust";
            case REENTRANT_C -> "mutex-recursive";
            case REENTRANT_C_ROBUST -> "mutex-recursive-robust";
            case SEMAPHORE_C -> "semaphore";
            case LOCK_BOOST -> "boost-mutex";
            case REENTRANT_BOOST -> "boost-recursive";
            case SEMAPHORE_BOOST -> "boost-semaphore";
            case CONDITION_BOOST -> "boost-condition";
            case READ_WRITE_BOOST -> "boost-sharable";
            case QUEUE_BOOST -> "boost-queue";
            case EVENT_C -> "event";
            case CONDITION_C -> "condition";
            case BARRIER_C -> "barrier";
            case READ_WRITE_C -> "rwlock";
            case VALUE_C, LATCH_C -> "value";
            case ARRAY_C -> "array";
            case PIPE_C -> "pipe";
            case SPIN -> "spin";
            case FUTEX -> "futex";
            default -> throw new IllegalArgumentException(implementation + ": no C program");
        };
    }

    /**
     * The program; compiles it if nobody has.
     *
     * @throws MissingToolException if that is not possible here
     */
    public static Path executable(RunFiles files, Implementation implementation) {
        boolean boost = implementation.isBoost();
        Path program = PeerSources.directory(files).resolve(boost ? "contender-boost" : "contender-c");
        if (!Files.exists(program)) {
            HEADERS.forEach(header -> PeerSources.unpack(files, header));
            List<String> sources = new ArrayList<>(
                    List.of(PeerSources.unpack(files, "contender.c").toString()));
            if (boost) {
                sources.addAll(List.of(
                        "-DWITH_BOOST", PeerSources.unpack(files, "boost.cpp").toString(), "-lstdc++"));
            }
            compile(sources, program, boost ? BOOST_HINT : HINT);
        }
        return program;
    }

    private static void compile(List<String> sources, Path program, String hint) {
        Path partial = PeerSources.partial(program);
        List<String> command = new ArrayList<>(List.of("cc"));
        command.addAll(OPTIONS);
        command.addAll(List.of("-o", partial.toString()));
        command.addAll(sources);
        Tool.Result result = Tool.run(command);
        if (result.exitCode() == 127) {
            throw new MissingToolException("no C compiler found", hint);
        }
        if (result.exitCode() != 0) {
            boolean headers = result.output().contains("boost/interprocess");
            throw new MissingToolException(
                    headers ? "no headers of Boost.Interprocess found" : "the C compiler failed: " + result.output(),
                    hint);
        }
        try {
            Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
