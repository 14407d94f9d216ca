package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.compare.Comparer;
import io.interlock.reports.gate.compare.Side;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Checks out two commits, builds them and measures them interleaved.
 *
 * @param build a shell command that builds in a checkout
 * @param command a shell command that runs the suite in a checkout; empty for a JMH jar
 * @param jar the JMH jar's path in a checkout
 * @param options options of JMH, for a jar
 * @param keep the directory that keeps the results of both; empty for none
 */
public record AbRun(
        Path repository,
        String baseRef,
        String headRef,
        String build,
        Optional<String> command,
        Path jar,
        Path java,
        List<String> options,
        Pattern include,
        List<String> metrics,
        Forks forks,
        Optional<Path> keep) {

    private static final int SHORT_HASH = 10;
    private static final Pattern EVERYTHING = Pattern.compile("");

    public AbRun {
        options = List.copyOf(options);
        metrics = List.copyOf(metrics);
    }

    /**
     * Builds and measures both commits. Leaves only the results that are to be kept.
     *
     * @param progress gets lines of progress
     */
    public Verdicts run(Comparer comparer, Consumer<String> progress) {
        try (Worktrees worktrees = Worktrees.of(repository.toAbsolutePath().normalize())) {
            worktrees.requireRepository();
            Map<Arm, String> names = new EnumMap<>(Arm.class);
            Map<Arm, Path> trees = new EnumMap<>(Arm.class);
            for (Arm arm : Arm.values()) {
                String ref = arm == Arm.BASE ? baseRef : headRef;
                String commit = worktrees.resolve(ref);
                names.put(arm, arm.label() + " " + ref + " (" + commit.substring(0, SHORT_HASH) + ")");
                trees.put(arm, worktrees.add(arm.label(), commit));
            }
            Path scratch = scratch(worktrees.directory());
            for (Arm arm : Arm.values()) {
                progress.accept("building " + names.get(arm));
                Shell.run(
                        "building " + names.get(arm),
                        Trees.of(trees, arm),
                        Map.of("ARM", arm.label()),
                        List.of("sh", "-c", build),
                        scratch.resolve("build.log"));
            }
            Interleaved.Outcome outcome = new Interleaved(
                            suite(trees, scratch),
                            forks,
                            comparer,
                            collected -> side(names, Arm.BASE, collected),
                            collected -> side(names, Arm.HEAD, collected),
                            progress)
                    .run();
            keep.ifPresent(directory -> keep(directory, outcome));
            return outcome.verdicts();
        }
    }

    private Suite suite(Map<Arm, Path> trees, Path scratch) {
        if (command.isPresent()) {
            return new CommandSuite(trees, scratch, command.get(), include.pattern());
        }
        Map<Arm, Path> jars = new EnumMap<>(Arm.class);
        trees.forEach((arm, tree) -> {
            Path built = tree.resolve(jar);
            if (!Files.isRegularFile(built)) {
                throw new BadInputException(arm.label() + ": " + jar + ": does not exist after " + build
                        + "; give the path of the JMH jar with --jar and its build command with --build");
            }
            jars.put(arm, built);
        });
        return new JarSuite(jars, scratch, java, include, options);
    }

    /** Matches everything, since the suite that ran has selected the benchmarks. */
    private Side side(Map<Arm, String> names, Arm arm, Collected collected) {
        return Side.of(names.getOrDefault(arm, arm.label()), collected.set(), metrics, EVERYTHING);
    }

    private static Path scratch(Path directory) {
        try {
            return Files.createDirectory(directory.resolve("scratch"));
        } catch (IOException e) {
            throw new BadInputException(directory + ": cannot be written", e);
        }
    }

    private static void keep(Path directory, Interleaved.Outcome outcome) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new BadInputException(directory + ": cannot be written", e);
        }
        new Baseline(outcome.base().set(), List.of()).write(directory.resolve("base.json"));
        new Baseline(outcome.head().set(), List.of()).write(directory.resolve("head.json"));
    }
}
