package io.interlock.reports;

import io.interlock.reports.gate.compare.Side;
import io.interlock.reports.gate.history.History;
import io.interlock.reports.gate.history.Trend;
import io.interlock.reports.gate.output.Columns;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "history",
        description =
                "Adds a run to a file with one line for each run, and lists the runs at which a benchmark changed.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:the file or the run cannot be used; the message says why"})
@SuppressWarnings("NullAway.Init") // picocli sets the options.
final class HistoryCommand implements Callable<Integer> {

    private static final String UNKNOWN = "unknown";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "benchmarks/history.jsonl",
            description = "The file of runs; default: ${DEFAULT-VALUE}.")
    private Path file;

    @Option(
            names = "--add",
            paramLabel = "RESULTS",
            description = "Adds this results directory, or file of JMH's -rf json.")
    private Optional<Path> add = Optional.empty();

    @Option(
            names = "--commit",
            paramLabel = "HASH",
            description = "The commit of the added run; default: the one in its environment.json.")
    private Optional<String> commit = Optional.empty();

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "Smaller changes are not listed; default: ${DEFAULT-VALUE}.")
    private double threshold;

    @Override
    public Integer call() {
        add.ifPresent(this::add);
        History history = History.read(file);
        List<Row> rows = new ArrayList<>();
        List<Trend> trends = history.trends(threshold / 100);
        for (Trend trend : trends) {
            for (Trend.Change change : trend.changes()) {
                rows.add(new Row(
                        "",
                        trend.name(),
                        List.of(
                                Cell.of(change.commit()),
                                Cell.of(trend.points().get(change.index()).date()),
                                Cell.of(change.ratio() > 1 ? "slower" : "faster"),
                                Cell.of(Columns.percent(change.ratio())),
                                Cell.of(trend.machine()))));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!rows.isEmpty()) {
            out.print(new Table("", List.of("Benchmark", "Since commit", "Date", "Is", "Time", "Machine"), rows)
                    .asText());
        }
        out.println(history.size() + (history.size() == 1 ? " run, " : " runs, ") + trends.size() + " figures, "
                + rows.size() + " changes of more than " + Numbers.plain(threshold) + " %");
        out.flush();
        return 0;
    }

    private void add(Path results) {
        Side run = Side.read(results, List.of(), Pattern.compile(""));
        String hash = commit.orElse(run.environment().fact("commit"));
        if (hash.equals(UNKNOWN)) {
            throw new BadInputException(results + ": does not name its commit; give it with --commit");
        }
        String started = run.environment().fact("startedAt");
        History.add(
                file,
                run,
                hash,
                started.equals(UNKNOWN)
                        ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()
                        : started);
    }
}
