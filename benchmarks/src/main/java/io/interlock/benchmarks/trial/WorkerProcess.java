package io.interlock.benchmarks.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A worker process, or a Python program that forks several. Its output goes to a file: a child that inherited the fork's
 * output and outlived it would keep JMH waiting for the end of that output.
 */
final class WorkerProcess implements WorkerHost {

    private static final long END_TIMEOUT_S = 10;

    /**
     * Starts all processes. Linux's "kill me when my parent ends", which the C and Python peers use, means the parent's
     * thread: so it is one that lives as long as this process.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "worker-starter");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final Process process;
    private final Path output;

    private WorkerProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /** @param output its standard output and error */
    static WorkerProcess start(String name, Path output, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        try {
            return new WorkerProcess(name, STARTER.submit(builder::start).get(), output);
        } catch (ExecutionException e) {
            throw new TrialFailedException("cannot start " + name + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailedException("interrupted while starting " + name);
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public String describe() {
        return name + (process.isAlive() ? "" : ", exit code " + process.exitValue());
    }

    @Override
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    @Override
    public void end() {
        // A Python program's children first: they notice its end only a little later.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(END_TIMEOUT_S, TimeUnit.SECONDS);
            Files.deleteIfExists(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
