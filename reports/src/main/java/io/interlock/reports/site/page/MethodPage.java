package io.interlock.reports.site.page;

import io.interlock.reports.gate.ab.SimulationFigures;
import io.interlock.reports.gate.ab.TrialFigures;
import io.interlock.reports.gate.result.Environment;
import io.interlock.reports.gate.result.Fork;
import io.interlock.reports.gate.result.ResultSet;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The method, the environment, the disturbances and the raw data. */
final class MethodPage {

    static final String FILE = "methodology.html";

    private static final String DATA = "data/";
    private static final String HISTOGRAMS = "histograms/";

    private MethodPage() {}

    static Page of(ResultSet results) {
        List<Section> sections = new ArrayList<>();
        List<Block> warnings = new ArrayList<>();
        Warnings.of(results).forEach(warning -> warnings.add(new Block.Notice(warning)));
        if (!warnings.isEmpty()) {
            sections.add(new Section("warnings", "Warnings about this run", warnings));
        }
        if (results.results().stream().anyMatch(Primitive::belongs)) {
            sections.add(method());
        }
        sections.add(statistics());
        SimulationFigures.published()
                .map(figures -> GateSection.of(figures, TrialFigures.published()))
                .ifPresent(sections::add);
        sections.add(environment(results.environment()));
        if (!results.forks().isEmpty()) {
            sections.add(forks(results.forks()));
        }
        if (!results.skipped().isEmpty()) {
            sections.add(Gaps.section(results.skipped()));
        }
        sections.add(data(results));
        return new Page(
                FILE,
                "Method and data",
                "Method, environment and data",
                "The method of measurement, the machine, and the raw data for checking the figures.",
                sections);
    }

    private static Section method() {
        return new Section(
                "method",
                "What was measured",
                List.of(
                        new Block.Bullets(
                                List.of(
                                        "All implementations run on the same machine in the same run, in rounds. Each round runs"
                                                + " every benchmark once in a new JVM (a fork), so that changes of the machine over"
                                                + " time affect all of them alike.",
                                        "Contended: the fork and further processes do the same operation. They warm up in a dozen"
                                                + " short windows and are measured over the same windows. Each process counts its own"
                                                + " operations on a cache line of its own.",
                                        "Every contended window ends with a check: the counter that the lock guards must equal"
                                                + " the sum of the processes’ counts. A failed check fails the run, so every figure"
                                                + " has passed it.",
                                        "Round trip: two processes alternate, or all meet at a barrier, over one window. One reading"
                                                + " of the clock times each round trip. Both ends count their rounds and compare the"
                                                + " counts regularly; unequal counts fail the run. Two processes on two processors are"
                                                + " pinned to them, since a hand-over on a single processor is a different measurement.",
                                        "Peers that are not Java programs use the same windows and the same check.",
                                        "Uncontended: one thread, no other user. Not measured: opening, time limits, and more"
                                                + " processes than shown.",
                                        "At a fixed rate: the fork first measures the maximum rate of the same processes. Then each"
                                                + " operation has an intended start time, at 25, 50 or 75 % of that rate. Its latency"
                                                + " counts from the intended start, even if earlier operations delayed it.",
                                        "Death: kill -9 ends the holder while another process waits. The time counts from the kill"
                                                + " to the waiter’s acquisition; without one within 2 seconds it is “never”.",
                                        "On a virtual machine the host decides how far apart two processors are, which changes the"
                                                + " speed of everything that spins. A probe measures the round trip of a cache line"
                                                + " before and after each fork; forks in another state than most are repeated.")),
                        new Block.Text("To repeat it:"),
                        new Block.Code("mvn verify -Pbench")));
    }

    private static Section statistics() {
        return new Section(
                "statistics",
                "From windows to figures",
                List.of(new Block.Bullets(List.of(
                        "The fork is the unit. Its value is the median of its iterations; the figure is the median of"
                                + " the forks.",
                        "The 95 % interval comes from a hierarchical bootstrap: 2,000 times, forks are drawn with"
                                + " replacement, and within each drawn fork its iterations. The random numbers start"
                                + " from a fixed seed, so the same results give the same page.",
                        "With fewer than about five forks such an interval tends to be too narrow. Trust a difference"
                                + " that is much larger than the interval.",
                        "A ratio has an interval of its own, for which the same rounds are drawn on both sides. It is a"
                                + " ratio of speeds, so above 1 Interlock is faster. If the interval contains 1, the page"
                                + " says “about as fast” for a narrow interval and “no clear difference” for a wide one.",
                        "The peer in a headline is the fastest one that survived a kill in every trial, as Interlock does,"
                                + " or the fastest of all if no peer is known to survive. Threads of one process are"
                                + " shown but do not count as a peer."))));
    }

    private static Section environment(Environment environment) {
        List<Row> rows = new ArrayList<>();
        environment
                .facts()
                .forEach((name, value) -> Facts.label(name)
                        .ifPresent(label -> rows.add(new Row("", label, List.of(Cell.of(Facts.value(name, value)))))));
        List<Block> blocks = rows.isEmpty()
                ? List.of(new Block.Text("Unknown: the results have no environment.json."))
                : List.of(new Block.Grid(Table.ofWords(List.of("What", "Value"), rows)));
        return new Section("environment", "Environment", blocks);
    }

    private static Section forks(List<Fork> forks) {
        double[] probes = forks.stream()
                .mapToDouble(fork -> (fork.probeBeforeNs() + fork.probeAfterNs()) / 2)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        String probe = probes.length == 0 ? Table.GAP.text() : Numbers.nanoseconds(probes[probes.length / 2]);
        String range = probes.length == 0
                ? ""
                : Numbers.nanoseconds(probes[0]) + "–" + Numbers.nanoseconds(probes[probes.length - 1]);
        double steal = forks.stream().mapToDouble(Fork::stealPercent).max().orElse(0);
        List<Row> rows = List.of(
                new Row("", "Forks", List.of(Cell.of(String.valueOf(forks.size())))),
                new Row("", "Repeated because of their state", List.of(count(forks, Fork::repeated))),
                new Row(
                        "",
                        "With processors far apart",
                        List.of(count(forks, f -> f.state().equals("far")))),
                new Row("", "Cache-line round trip, median and range", List.of(new Cell(probe, range))),
                new Row("", "Most time stolen by the host", List.of(Cell.of(Numbers.plain(steal) + " %"))));
        return new Section("forks", "Forks", List.of(new Block.Grid(Table.ofWords(List.of("What", "Value"), rows))));
    }

    private static Cell count(List<Fork> forks, Predicate<Fork> which) {
        return Cell.of(String.valueOf(forks.stream().filter(which).count()));
    }

    private static Section data(ResultSet results) {
        List<Block.Link> links = new ArrayList<>();
        for (Path file : results.files()) {
            String relative = results.directory().relativize(file).toString().replace('\\', '/');
            links.add(new Block.Link(relative, DATA + escaped(relative), kilobytes(file)));
        }
        List<Block.Link> histograms = links.stream()
                .filter(link -> link.text().startsWith(HISTOGRAMS))
                .toList();
        links.removeAll(histograms);
        List<Block> blocks = new ArrayList<>(List.of(new Block.Links(links)));
        if (!histograms.isEmpty()) {
            blocks.add(new Block.FoldedLinks(histograms.size() + " histogram logs", histograms));
        }
        return new Section("data", "Raw data", blocks);
    }

    /** Escapes a path for a URL. Commas and equals signs, which names of histograms contain, need no escape. */
    private static String escaped(String path) {
        return path.replace("%", "%25").replace(" ", "%20").replace("#", "%23").replace("?", "%3F");
    }

    private static String kilobytes(Path file) {
        return String.format(Locale.ROOT, "%,d KB", (file.toFile().length() + 1023) / 1024);
    }
}
