package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.gate.result.ResultSet;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a {@link Simulation} with options of its own; {@code scripts/gate-simulation} starts it. */
@Command(
        name = "gate-simulation",
        description =
                "Counts the false alarms of ab and the slowdowns that it finds, on forks drawn from a recorded run. The"
                        + " same seed gives the same figures.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:simulated", "2:the recorded run cannot be used; the message says why"})
@SuppressWarnings("NullAway.Init") // picocli sets the options.
final class SimulateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RECORDED", description = "A run of at least 8 forks of each benchmark.")
    private Path recorded;

    @Option(
            names = "--runs",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Of the same program on both sides; default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--injected-runs",
            defaultValue = "100",
            paramLabel = "N",
            description = "Of each benchmark made slower; default: ${DEFAULT-VALUE}.")
    private int injectedRuns;

    @Option(
            names = "--slowdown",
            defaultValue = "10",
            paramLabel = "PERCENT",
            description = "How much slower; default: ${DEFAULT-VALUE}.")
    private double slowdown;

    @Option(
            names = "--threshold",
            defaultValue = "5",
            paramLabel = "PERCENT",
            description = "As of ab; default: ${DEFAULT-VALUE}.")
    private double threshold;

    @Option(
            names = "--min-forks",
            defaultValue = "" + Forks.DEFAULT_MIN,
            paramLabel = "N",
            description = "As of ab; default: ${DEFAULT-VALUE}.")
    private int leastForks;

    @Option(
            names = "--max-forks",
            defaultValue = "" + Forks.DEFAULT_MAX,
            paramLabel = "N",
            description = "As of ab; default: ${DEFAULT-VALUE}.")
    private int mostForks;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures as JSON.")
    private Optional<Path> json = Optional.empty();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (runs < 1 || injectedRuns < 1) {
            throw new BadInputException("--runs and --injected-runs must be at least 1");
        }
        ResultSet set = ResultReader.read(recorded);
        Simulation simulation =
                new Simulation(recorded.toString(), set, new Forks(leastForks, mostForks), threshold, seed);
        PrintWriter out = spec.commandLine().getOut();
        SimulationFigures.SameProgram same = simulation.sameProgram(runs);
        out.println("the same program on both sides: " + same.alarms() + " of " + same.runs() + " runs of "
                + same.benchmarks() + " benchmarks raised an alarm; median forks " + Numbers.plain(same.medianForks()));
        List<SimulationFigures.Injected> injected = simulation.injected(injectedRuns, 1 + slowdown / 100);
        out.println("one benchmark " + Numbers.plain(slowdown) + " % slower, in " + injectedRuns + " runs each:");
        out.print(table(injected).asText());
        out.flush();
        SimulationFigures figures = new SimulationFigures(
                SimulationFigures.FORMAT,
                set.environment().fact("cpuModel"),
                set.environment().fact("commit"),
                threshold,
                slowdown,
                leastForks,
                mostForks,
                seed,
                same,
                injected);
        json.ifPresent(figures::write);
        return 0;
    }

    private static Table table(List<SimulationFigures.Injected> injected) {
        List<Row> rows = injected.stream()
                .map(one -> new Row(
                        "",
                        one.benchmark(),
                        List.of(
                                Cell.of(Numbers.figure(one.noisePercent()) + " %"),
                                Cell.of(String.valueOf(one.found())),
                                Cell.of(String.valueOf(one.otherAlarms())),
                                Cell.of(Numbers.plain(one.medianForks())))))
                .toList();
        return new Table("", List.of("Benchmark", "Noise", "Found", "Other alarms", "Median forks"), rows);
    }
}
