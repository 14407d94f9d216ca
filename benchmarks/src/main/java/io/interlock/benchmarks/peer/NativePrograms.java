package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Peers whose workers are {@code worker.c} with what it includes, compiled once a run. */
abstract class NativePrograms extends Library {

    private static final List<String> OPTIONS = List.of("-O2", "-Wall", "-Wextra", "-Werror", "-pthread");
    private static final List<String> HEADERS =
            List.of("control.h", "support.h", "boost.h", "primitives.h", "loop.h", "stream.h", "handoff.h");
    private static final String SOURCE = "worker.c";

    private final String program;
    private final String hint;

    /**
     * A program.
     *
     * @param program its file's name
     * @param hint how to install what compiles it
     */
    NativePrograms(String program, String hint) {
        this.program = program;
        this.hint = hint;
    }

    /** What {@code primitives.h} calls it. */
    abstract String primitive(Peer peer);

    /** Arguments of the compiler besides the C source. */
    abstract List<String> moreSources(RunFiles files);

    /** What is missing, by what the compiler wrote. */
    String reason(String output) {
        return "the C compiler failed: " + output;
    }

    @Override
    public List<List<String>> commands(Peer peer, RunFiles files, Path controlFile, int workers) {
        List<List<String>> commands = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            commands.add(List.of(
                    executable(files).toString(),
                    controlFile.toString(),
                    String.valueOf(i),
                    primitive(peer),
                    String.valueOf(ProcessHandle.current().pid())));
        }
        return commands;
    }

    @Override
    public void require(RunFiles files) {
        executable(files);
    }

    /**
     * The program; compiles it if nobody has.
     *
     * @throws MissingToolException if that is not possible here
     */
    private Path executable(RunFiles files) {
        Path executable = PeerSources.directory(files).resolve(program);
        if (!Files.exists(executable)) {
            HEADERS.forEach(header -> PeerSources.unpack(files, header));
            List<String> sources =
                    new ArrayList<>(List.of(PeerSources.unpack(files, SOURCE).toString()));
            sources.addAll(moreSources(files));
            compile(sources, executable);
        }
        return executable;
    }

    private void compile(List<String> sources, Path executable) {
        Path partial = PeerSources.partial(executable);
        List<String> command = new ArrayList<>(List.of("cc"));
        command.addAll(OPTIONS);
        command.addAll(List.of("-o", partial.toString()));
        command.addAll(sources);
        Tool.Result result = Tool.run(command);
        if (result.exitCode() == Tool.NOT_FOUND) {
            throw new MissingToolException("no C compiler found", hint);
        }
        if (result.exitCode() != 0) {
            throw new MissingToolException(reason(result.output()), hint);
        }
        try {
            Files.move(partial, executable, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
