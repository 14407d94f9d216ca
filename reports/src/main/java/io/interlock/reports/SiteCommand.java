package io.interlock.reports;

import io.interlock.reports.gate.compare.Compared;
import io.interlock.reports.gate.history.History;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.gate.result.ResultSet;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.site.SiteWriter;
import io.interlock.reports.site.chart.Fonts;
import io.interlock.reports.site.document.Documents;
import io.interlock.reports.site.page.More;
import io.interlock.reports.site.page.Pages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "site",
        description =
                "Writes a static site from a results directory, and prints a summary. The last line is the path of"
                        + " its index.html.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:written", "2:the results cannot be used; the message says why"})
@SuppressWarnings("NullAway.Init") // picocli sets the options.
final class SiteCommand implements Callable<Integer> {

    /** The smallest change that a trend marks, as a share. */
    private static final double SMALLEST_CHANGE = 0.05;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--results",
            required = true,
            paramLabel = "DIR",
            description = "A results directory, or any file written by JMH with -rf json.")
    private Path results;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the site; existing files of the same names are replaced.")
    private Path out;

    @Option(
            names = "--comparison",
            paramLabel = "FILE",
            description = "A file that compare or ab wrote with --json; adds a page.")
    private Optional<Path> comparison = Optional.empty();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "A file that history --add wrote; adds a page of trends with changes marked.")
    private Optional<Path> history = Optional.empty();

    @Option(
            names = "--documents",
            paramLabel = "DIR",
            description =
                    "Markdown files that are published with the results; guide/README.md is the guide's first page.")
    private Optional<Path> documents = Optional.empty();

    private More more() {
        return new More(
                comparison.map(Compared::read),
                history.map(file -> History.read(file).trends(SMALLEST_CHANGE)).orElse(List.of()),
                documents.map(directory -> new Documents(directory).all()).orElse(List.of()));
    }

    @Override
    public Integer call() {
        ResultSet set = ResultReader.read(results);
        Optional<String> missing = Fonts.missing();
        missing.ifPresent(hint -> spec.commandLine().getErr().println("warning: " + hint));
        Path index = new SiteWriter(out, missing.orElse("")).write(set, more());
        PrintWriter terminal = spec.commandLine().getOut();
        for (Table table : Pages.summaries(set)) {
            terminal.println(table.caption());
            terminal.println(table.asText());
        }
        terminal.println(index);
        return 0;
    }
}
