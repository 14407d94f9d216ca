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
                "Builds two commits and measures them in turns, A B B A …, on this machine: the way to compare where"
                        + " machines are noisy. What is slower is run again before it counts; what is decided early is not run to"
                        + " the end; the base's difference from itself stands beside each ratio.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every benchmark was compared, and none is slower",
            "1:something is slower",
            "2:something could not be built, run or compared; the message says what"
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

    @Parameters(index = "1", paramLabel = "HEAD_REF", description = "What is to be judged.")
    private String head;

    @Parameters(
            index = "2..*",
            paramLabel = "JMH_OPTION",
            description = "After --: further options of JMH, where a jar is run.")
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
            description = "Builds in a checkout; default: ${DEFAULT-VALUE}.")
    private String build;

    @Option(
            names = "--jar",
            paramLabel = "PATH",
            defaultValue = "target/benchmarks.jar",
            description = "The JMH jar in a checkout that was built; default: ${DEFAULT-VALUE}.")
    private Path jar;

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            description =
                    "Runs the suite in a checkout once, instead of a jar. It finds in its environment RESULTS, where the"
                            + " results have to go; INCLUDE, a regular expression for 'benchmark,param=value,…' of what to run;"
                            + " BENCHMARKS, the same for names alone; ARM, base or head.")
    private Optional<String> command = Optional.empty();

    @Option(
            names = "--java",
            paramLabel = "PATH",
            description = "The java program that runs a jar; default: the one that runs this.")
    private Optional<Path> java = Optional.empty();

    @Option(
            names = "--min-forks",
            paramLabel = "N",
            defaultValue = "" + Forks.DEFAULT_LEAST,
            description = "Forks of each commit before anything is decided; default: ${DEFAULT-VALUE}.")
    private int minForks;

    @Option(
            names = "--max-forks",
            paramLabel = "N",
            defaultValue = "" + Forks.DEFAULT_MOST,
            description = "Forks of each commit after which the undecided stays so; default: ${DEFAULT-VALUE}.")
    private int mostForks;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Keeps all forks there, as base.json and head.json, which compare and site read.")
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
                    String.join(" ", jmhOptions) + ": options of JMH go into --command where that is given");
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
                new Forks(minForks, mostForks),
                results);
        Verdicts verdicts = run.run(options.comparer(), line -> {
            err.println(line);
            err.flush();
        });
        return outputs.write(verdicts, spec.commandLine().getOut(), err);
    }
}
