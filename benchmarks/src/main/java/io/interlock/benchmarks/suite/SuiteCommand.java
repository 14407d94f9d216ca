package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.suite.machine.CodeVersion;
import io.interlock.benchmarks.suite.machine.Machine;
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
            names = "--resume",
            arity = "0..1",
            defaultValue = "auto",
            fallbackValue = "yes",
            paramLabel = "yes|no|auto",
            description =
                    "whether to go on from the finished forks of the same run, if it was interrupted; auto does so for"
                            + " profile full")
    private Resume resume;

    /** What becomes of an earlier run that was interrupted. */
    enum Resume {
        YES,
        NO,
        AUTO
    }

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
        RunStart now = RunStart.now();
        boolean resumes = resume == Resume.YES || (resume == Resume.AUTO && profile == Profile.FULL);
        Journal journal = resumes
                ? Journal.resume(results.unfinished(), key(), now)
                : Journal.begin(results.unfinished(), key(), now);
        boolean resumed = journal.count() > 0;
        try (Cleanup cleanup = Cleanup.atEndOf(files, () -> whatRemains(resumes, journal));
                PrintStream log = new PrintStream(
                        new FileOutputStream(results.log().toFile(), resumed), true, StandardCharsets.UTF_8)) {
            List<SkippedPeer> skipped = SkippedPeer.findOut(files);
            skipped.forEach(
                    s -> System.err.println("skipped: " + s.implementation() + ": " + s.reason() + "; " + s.hint()));
            List<PlannedFork> plan = Plan.of(
                    profile,
                    include,
                    skipped.stream().map(SkippedPeer::implementation).collect(Collectors.toSet()));
            if (plan.isEmpty()) {
                return fail("nothing to run: no fork's name contains " + include);
            }
            int count = rounds.orElse(profile.rounds());
            if (resumed) {
                System.err.println("going on with the run of " + journal.start().at() + ": " + journal.count() + " of "
                        + plan.size() * count + " forks are finished");
            }
            warnOfLoad(now.load());
            RunEnvironment environment = new RunEnvironment(profile, include, journal.start());
            List<ForkResult> forks;
            try (Progress progress = new Progress(plan, count)) {
                ForkRunner runner = ForkRunner.probing(new JmhFork(runId, log));
                forks = new Rounds(plan, count, runner, journal, progress).run();
            } catch (ForkFailedException e) {
                cleanup.awaitInterruption();
                return fail(e.getMessage() + "\nthe whole log: " + results.log());
            }
            results.write(forks, environment, skipped);
            journal.remove();
            environment.warnings(forks).forEach(warning -> System.err.println("WARNING: " + warning));
            System.out.println("results of " + forks.size() + " forks: " + directory);
            return 0;
        }
    }

    /** What two halves of one run must have in common. */
    private String key() {
        return String.join(
                "\n",
                "profile " + profile + ", include " + include + ", rounds " + rounds.orElse(profile.rounds()),
                "code " + CodeVersion.exact(),
                "JVM " + Runtime.version() + " " + System.getProperty("java.vendor"),
                "machine " + Machine.cpuModel() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                        + System.getProperty("os.version"));
    }

    private static String whatRemains(boolean resumes, Journal journal) {
        return journal.count() == 0
                ? "no results"
                : journal.count() + " forks are finished; the same command " + (resumes ? "" : "with --resume ")
                        + "goes on from there";
    }

    private static void warnOfLoad(double load) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (load > processors) {
            System.err.println("WARNING: the load is " + load + " on " + processors
                    + " processors before anything runs: if other programs go on, figures are disturbed");
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
