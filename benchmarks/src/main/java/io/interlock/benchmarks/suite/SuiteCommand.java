package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.run.RunFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code suite}: runs a profile and writes its results. */
@Command(
        name = "suite",
        description = "Runs every benchmark of a profile in interleaved rounds and writes a results directory.")
@SuppressWarnings("NullAway.Init") // picocli sets the options.
public final class SuiteCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Option(
            names = "--profile",
            defaultValue = "quick",
            converter = ProfileConverter.class,
            paramLabel = "NAME",
            description =
                    "smoke (90 seconds, checks only), quick (10 minutes) or full (hours); default: ${DEFAULT-VALUE}")
    private Profile profile;

    @Option(
            names = "--include",
            defaultValue = ".*",
            paramLabel = "REGEX",
            description = "only forks whose name contains this, for example 'contended.*=interlock'")
    private Pattern include;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how many forks of each, instead of the profile's; one, where somebody else interleaves")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--results",
            defaultValue = "target/results",
            paramLabel = "DIR",
            description = "where to write; earlier results there are replaced; default: ${DEFAULT-VALUE}")
    private Path directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this")
    @SuppressWarnings("unused") // picocli itself reads it.
    private boolean help;

    @Override
    public Integer call() throws IOException {
        if (rounds.orElse(1) < 1) {
            return fail("--rounds=" + rounds.get() + ": must be at least 1");
        }
        try (JmhLock lock = JmhLock.tryAcquire()) {
            if (lock == null) {
                return fail("another JMH run is in progress and both would be disturbed; wait for its end");
            }
            return runLocked();
        }
    }

    private int runLocked() throws IOException {
        String runId = RunFiles.newRunId();
        RunFiles files = new RunFiles(runId);
        ResultsDirectory results = ResultsDirectory.prepare(directory);
        try (Cleanup cleanup = Cleanup.atEndOf(files);
                PrintStream log =
                        new PrintStream(new FileOutputStream(results.log().toFile()), true, StandardCharsets.UTF_8)) {
            List<Skipped> skipped = Skipped.findOut(files);
            skipped.forEach(
                    s -> System.err.println("skipped: " + s.implementation() + ": " + s.reason() + "; " + s.hint()));
            List<PlannedFork> plan = Plan.of(
                    profile,
                    include,
                    skipped.stream().map(Skipped::implementation).collect(Collectors.toSet()));
            if (plan.isEmpty()) {
                return fail("nothing to run: no fork's name contains " + include);
            }
            Environment environment = Environment.before(profile, include);
            List<ForkResult> forks;
            int count = rounds.orElse(profile.rounds());
            try (Progress progress = new Progress(plan, count)) {
                forks = new Rounds(plan, count, new JmhFork(runId, log), progress).run();
            } catch (ForkFailedException e) {
                cleanup.awaitInterruption();
                return fail(e.getMessage() + "\nthe whole log: " + results.log());
            }
            results.write(forks, environment, skipped);
            environment.warnings(forks).forEach(warning -> System.err.println("WARNING: " + warning));
            System.out.println("results of " + forks.size() + " forks: " + directory);
            return 0;
        }
    }

    private static int fail(String message) {
        System.err.println("FAILED: " + message);
        return FAILED;
    }

    /** Profiles are written in lower case. */
    static final class ProfileConverter implements ITypeConverter<Profile> {
        @Override
        public Profile convert(String name) {
            for (Profile profile : Profile.values()) {
                if (profile.name().equalsIgnoreCase(name)) {
                    return profile;
                }
            }
            throw new TypeConversionException("expected smoke, quick or full, not " + name);
        }
    }
}
