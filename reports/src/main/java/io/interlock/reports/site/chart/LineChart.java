package io.interlock.reports.site.chart;

import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;

/** A chart with one line per implementation over a common axis. */
public record LineChart(String id, String title, String subtitle, XAxis x, YAxis y, List<Line> lines, List<Mark> marks)
        implements Chart {

    /** A marked position of the horizontal axis. */
    public record Mark(int x, String label) {}

    /** Creates a chart without marks. */
    public LineChart(String id, String title, String subtitle, XAxis x, YAxis y, List<Line> lines) {
        this(id, title, subtitle, x, y, lines, List.of());
    }

    /**
     * The horizontal axis.
     *
     * @param ticks the labels at 0, 1, 2 …; positions between them have no meaning
     */
    public record XAxis(String label, List<String> ticks) {

        public XAxis {
            ticks = List.copyOf(ticks);
        }
    }

    /**
     * The vertical axis.
     *
     * @param nanoseconds whether values are times, each of which is shown in the unit that suits it
     */
    public record YAxis(String label, boolean nanoseconds) {

        String text(double value) {
            return nanoseconds ? Numbers.nanoseconds(value) : Numbers.figure(value);
        }

        String tick(double value) {
            return nanoseconds ? Numbers.plainNanoseconds(value) : Numbers.plain(value);
        }
    }

    public record Line(String implementation, List<Point> points) {

        public Line {
            Checks.notEmpty(implementation, points);
            points = List.copyOf(points);
        }
    }

    /** A point. The ends of the interval are equal if there is no interval. */
    public record Point(double x, double y, double low, double high) {

        public static Point of(double x, Estimate y) {
            return y.hasInterval()
                    ? new Point(x, y.value(), y.low(), y.high())
                    : new Point(x, y.value(), y.value(), y.value());
        }

        boolean hasInterval() {
            return low < high;
        }
    }

    public LineChart {
        Checks.notEmpty(title, lines);
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
        for (Line line : lines) {
            line.points().forEach(point -> Checks.positive(title + ", " + line.implementation(), point.y()));
        }
    }

    @Override
    public Table data() {
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            for (Point point : line.points()) {
                rows.add(new Row(
                        line.implementation(),
                        Implementations.name(line.implementation()),
                        List.of(Cell.of(tick(point.x())), Cell.of(y.text(point.y())), interval(point))));
            }
        }
        for (Mark mark : marks) {
            rows.add(new Row("", mark.label(), List.of(Cell.of(tick(mark.x())), Table.GAP, Table.GAP)));
        }
        return new Table(title, List.of("", x.label(), y.label(), "95 % interval"), rows);
    }

    private String tick(double position) {
        return x.ticks().get((int) Math.round(position));
    }

    private Cell interval(Point point) {
        return point.hasInterval() ? Cell.of(y.text(point.low()) + "–" + y.text(point.high())) : Table.GAP;
    }
}
