package io.interlock.reports.site.page;

import io.interlock.reports.gate.history.Trend;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.LineChart;
import io.interlock.reports.site.chart.LineChart.Line;
import io.interlock.reports.site.chart.LineChart.Mark;
import io.interlock.reports.site.chart.LineChart.Point;
import io.interlock.reports.site.chart.LineChart.XAxis;
import io.interlock.reports.site.chart.LineChart.YAxis;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The figures of the stored runs, with the runs at which they changed. */
final class TrendPage {

    static final String FILE = "trend.html";

    /** A page with more charts would be too long. */
    private static final int MAX_CHARTS = 24;

    private static final int SHORT_COMMIT = 7;
    private static final double PERCENT = 100;

    private TrendPage() {}

    static Page of(List<Trend> trends) {
        List<Section> sections = new ArrayList<>();
        List<Row> changes = changes(trends);
        sections.add(new Section(
                "changes",
                "Changes",
                changes.isEmpty()
                        ? List.of(new Block.Text("No figure has changed its level in the stored runs."))
                        : List.of(
                                new Block.Text(
                                        "A figure has changed if it reached another level and stayed there for three or more"
                                                + " runs. A single disturbed run is no change."),
                                new Block.Grid(new Table(
                                        "Changes of level",
                                        List.of("Benchmark", "Since commit", "Date", "Time", "Is"),
                                        changes)))));
        List<Trend> drawn = trends.stream()
                .filter(trend ->
                        trend.points().stream().allMatch(point -> point.score().value() > 0))
                .sorted(Comparator.comparingInt(TrendPage::rank))
                .limit(MAX_CHARTS)
                .toList();
        List<Block> charts = new ArrayList<>();
        if (drawn.size() < trends.size()) {
            charts.add(new Block.Text("The " + drawn.size() + " of " + trends.size()
                    + " figures with the largest recent changes; Interlock’s figures come before those of its peers."));
        }
        for (int i = 0; i < drawn.size(); i++) {
            charts.add(new Block.Figure(chart(i + 1, drawn.get(i))));
        }
        sections.add(new Section("figures", "All figures", charts));
        return new Page(
                FILE,
                "Trend",
                "Trend of the stored runs",
                trends.stream().mapToInt(trend -> trend.points().size()).max().orElse(0)
                        + " stored runs at most, each figure only among runs of the same machine.",
                sections);
    }

    /** The order of charts: figures with changes, then those of Interlock, then the others. */
    private static int rank(Trend trend) {
        if (!trend.changes().isEmpty()) {
            return 0;
        }
        return implementation(trend).equals(Implementations.OURS) ? 1 : 2;
    }

    private static List<Row> changes(List<Trend> trends) {
        List<Row> rows = new ArrayList<>();
        for (Trend trend : trends) {
            for (Trend.Change change : trend.changes()) {
                rows.add(new Row(
                        implementation(trend),
                        trend.name(),
                        List.of(
                                Cell.of(shortened(change.commit())),
                                Cell.of(day(trend.points().get(change.index()).date())),
                                Cell.of(percent(change.ratio())),
                                Cell.of(word(change)))));
            }
        }
        return rows;
    }

    private static LineChart chart(int number, Trend trend) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < trend.points().size(); i++) {
            Estimate score = trend.points().get(i).score();
            points.add(Point.of(i, score));
        }
        List<Mark> marks = trend.changes().stream()
                .map(change -> new Mark(
                        change.index(),
                        word(change) + " since " + shortened(change.commit()) + ", " + percent(change.ratio())))
                .toList();
        return new LineChart(
                "trend-" + number,
                trend.name() + ": " + title(trend),
                "One point a run, whiskers: 95 % interval, dashed lines: a new level; " + trend.machine() + "; "
                        + (trend.moreIsBetter() ? "more" : "less") + " is better",
                new XAxis(
                        "Commit",
                        trend.points().stream()
                                .map(point -> shortened(point.commit()))
                                .toList()),
                new YAxis(trend.unit(), false),
                List.of(new Line(implementation(trend), points)),
                marks);
    }

    private static String title(Trend trend) {
        if (trend.changes().isEmpty()) {
            return "no change in " + trend.points().size() + (trend.points().size() == 1 ? " run" : " runs");
        }
        Trend.Change last = trend.changes().get(trend.changes().size() - 1);
        return percent(last.ratio()) + " time since " + shortened(last.commit());
    }

    private static String implementation(Trend trend) {
        return trend.params().getOrDefault("implementation", "");
    }

    private static String word(Trend.Change change) {
        return change.ratio() > 1 ? "slower" : "faster";
    }

    private static String percent(double ratio) {
        double percent = (ratio - 1) * PERCENT;
        return (percent > 0 ? "+" : "−") + Numbers.plain(Math.abs(percent)) + "\u00a0%";
    }

    private static String shortened(String commit) {
        return commit.length() > SHORT_COMMIT && commit.matches("[0-9a-f]+")
                ? commit.substring(0, SHORT_COMMIT)
                : commit;
    }

    private static String day(String date) {
        return date.replaceFirst("T.*", "");
    }
}
