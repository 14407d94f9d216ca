package io.interlock.reports;

import io.interlock.reports.gate.ab.AbRun;
import io.interlock.reports.gate.ab.Forks;
import io.interlock.reports.gate.compare.ComparisonOptions;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.output.Outputs;
import io.interlock.reports.gate.result.BadInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ab",
        description =
                "Builds two commits and measures them alternately (A B B A …) on this machine, which is the way to compare on a"
                        + " noisy machine. It re-measures every flagged benchmark before it reports it, stops as soon as the"
                        + " verdict is clear, and shows the A/A ratio of the base beside each ratio.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every benchmark was compared, and none is slower",
            "1:at least one benchmark is slower",
            "2:a commit could not be built or run, or a benchmark could not be compared; see the message"
        },
        footer = {
            "",
            "For a JMH suite that Maven builds into target/benchmarks.jar:",
            "  ab origin/main HEAD -- -wi 3 -i 5",
            "For any other, a command that writes JMH's JSON (or a results directory) to $RESULTS:",
            "  ab v1 v2 --build 'make' --command './bench -f 1 -rf json -rff \"$RESULTS\" \"$BENCHMARKS\"'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options.
final class AbCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BASE_REF", description = "A commit, branch or tag.")
    private String base;

    @Parameters(index = "1", paramLabel = "HEAD_REF", description = "The commit to judge.")
    private String head;

    @Parameters(
            index = "2..*",
            paramLabel = "JMH_OPTION",
            description = "After --: further options of JMH, for a suite that is run from a jar.")
    private List<String> jmhOptions = new ArrayList<>();

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The git repository; default: the current directory.")
    private Path repository;

    @Option(
            names = "--build",
            paramLabel = "COMMAND",
            defaultValue = "mvn -q -B -ntp -DskipTests package",
            description = "Builds the suite in a checkout; default: ${DEFAULT-VALUE}.")
    private String build;

    @Option(
            names = "--jar",
            paramLabel = "PATH",
            defaultValue = "target/benchmarks.jar",
            description = "The JMH jar that the build creates in a checkout; default: ${DEFAULT-VALUE}.")
    private Path jar;

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            description =
                    "Runs the suite in a checkout once, in place of a jar. Its environment holds RESULTS, the file or"
                            + " directory for the results; INCLUDE, a regular expression that selects benchmarks by"
                            + " 'benchmark,param=value,…'; BENCHMARKS, one that selects them by name only; ARM, base or head.")
    private Optional<String> command = Optional.empty();

    @Option(
            names = "--java",
            paramLabel = "PATH",
            description = "The java program that runs a jar; default: the one that runs this command.")
    private Optional<Path> java = Optional.empty();

    @Option(
            names = "--min-forks",
            paramLabel = "N",
            defaultValue = "" + Forks.DEFAULT_MIN,
            description = "Forks of each commit before the first verdict; default: ${DEFAULT-VALUE}.")
    private int leastForks;

    @Option(
            names = "--max-forks",
            paramLabel = "N",
            defaultValue = "" + Forks.DEFAULT_MAX,
            description =
                    "Forks of each commit after which a benchmark without a verdict stays unclear; default: ${DEFAULT-VALUE}.")
    private int mostForks;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description =
                    "Keeps the results of all forks in this directory, as base.json and head.json for compare and site.")
    private Optional<Path> results = Optional.empty();

    @Mixin
    private ComparisonOptions options;

    @Mixin
    private Outputs outputs;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (command.isPresent() && !jmhOptions.isEmpty()) {
            throw new BadInputException(
                    String.join(" ", jmhOptions) + ": with --command, write the options of JMH into that command");
        }
        AbRun run = new AbRun(
                repository,
                base,
                head,
                build,
                command,
                jar,
                java.orElse(Path.of(System.getProperty("java.home"), "bin", "java")),
                jmhOptions,
                options.include(),
                options.metrics(),
                new Forks(leastForks, mostForks),
                results);
        Verdicts verdicts = run.run(options.comparer(), line -> {
            err.println(line);
            err.flush();
        });
        return outputs.write(verdicts, spec.commandLine().getOut(), err);
    }
}
