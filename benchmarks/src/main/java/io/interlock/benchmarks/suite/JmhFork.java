package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.jmh.HistogramLog;
import io.interlock.benchmarks.jmh.WindowProfiler;
import io.interlock.benchmarks.suite.Profile.Timing;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs single forks through JMH. */
final class JmhFork {

    private final String runId;
    private final Path histogramFile;
    private final OutputFormat log;

    /** @param log gets what JMH prints */
    JmhFork(String runId, PrintStream log) {
        this.runId = runId;
        this.histogramFile = new RunFiles(runId).temporary("histograms.hlog");
        this.log = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
    }

    RunResult run(PlannedFork fork) throws ForkFailedException {
        Timing timing = fork.timing();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(fork.benchmark()) + "$")
                .forks(1)
                .shouldFailOnError(true)
                .addProfiler(WindowProfiler.class, WindowProfiler.options(runId, histogramFile))
                .warmupIterations(timing.warmups())
                .measurementIterations(timing.iterations());
        if (timing.iterationMs() > 0) {
            options.warmupTime(TimeValue.milliseconds(timing.warmupMs()))
                    .measurementTime(TimeValue.milliseconds(timing.iterationMs()));
        }
        fork.parameters().forEach(options::param);
        try {
            return new Runner(options.build(), log).runSingle();
        } catch (RunnerException e) {
            throw new ForkFailedException(fork.name() + ": " + reason(e), e);
        }
    }

    /** What the fork that has just ended left, by metric. */
    Map<String, Histogram> takeHistograms() {
        try {
            return Files.exists(histogramFile) ? HistogramLog.read(histogramFile) : Map.of();
        } finally {
            remove(histogramFile);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JMH wraps what a benchmark threw several times, and hangs it in as suppressed. */
    private static String reason(Throwable wrapped) {
        Throwable cause = wrapped;
        // The one inside says what happened, and this one to which file.
        while (cause.getCause() != null && !(cause instanceof UncheckedIOException)) {
            cause = cause.getCause();
        }
        if (cause instanceof BenchmarkException && cause.getSuppressed().length > 0) {
            return reason(cause.getSuppressed()[0]);
        }
        String message = String.valueOf(cause.getMessage());
        return cause.getCause() == null
                ? message
                : message + ": " + cause.getCause().getMessage();
    }
}
