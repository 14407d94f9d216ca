package io.interlock.reports.page;

import io.interlock.reports.chart.Chart.Reference;
import io.interlock.reports.chart.Checks;
import io.interlock.reports.chart.DotChart;
import io.interlock.reports.chart.DotChart.Dot;
import io.interlock.reports.result.Result;
import io.interlock.reports.stats.Bootstrap;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Numbers;
import io.interlock.reports.text.Table;
import io.interlock.reports.text.Table.Cell;
import io.interlock.reports.text.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one operation costs when nobody else is around. */
final class UncontendedSection {

    /** Primitives that are acquired and released: only these have the limits of a lock. */
    private static final Pattern ACQUIRED = Pattern.compile("lock|semaphore", Pattern.CASE_INSENSITIVE);

    private UncontendedSection() {}

    static Optional<Section> of(Primitive primitive, List<Result> all) {
        boolean acquired = ACQUIRED.matcher(primitive.name()).find();
        List<Result> limits = acquired ? Limits.ofOneThread(all) : List.of();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                acquired
                        ? "One thread acquires and releases; nobody else is around. Dashed lines are what the machine itself"
                                + " needs for the least that acquiring and releasing can do."
                        : "One thread does one operation after the other; nobody else is around."));
        for (String load : primitive.loadsAlone()) {
            List<Result> results = primitive.alone(load);
            blocks.add(new Block.Figure(chart(primitive, load, results, Limits.lines(limits))));
            if (!limits.isEmpty()) {
                blocks.add(new Block.Grid(ratios(results, limits)));
            }
        }
        return blocks.size() == 1 ? Optional.empty() : Optional.of(new Section("uncontended", "Uncontended", blocks));
    }

    private static Table ratios(List<Result> results, List<Result> limits) {
        List<String> headers = new ArrayList<>(List.of("Implementation"));
        limits.forEach(limit -> headers.add(Limits.name(limit)));
        List<Row> rows = new ArrayList<>();
        for (Result result : results) {
            List<Cell> cells = limits.stream()
                    .map(limit -> Bootstrap.ratio(result.primary(), limit.primary()))
                    .map(ratio -> new Cell(Numbers.times(ratio.value()), Numbers.interval(ratio)))
                    .toList();
            rows.add(new Row(result.implementation(), Implementations.name(result.implementation()), cells));
        }
        return new Table("Times as long as the limit", headers, rows);
    }

    private static DotChart chart(Primitive primitive, String load, List<Result> results, List<Reference> limits) {
        String unit = Checks.sameUnit(results, Result::primary);
        List<Dot> dots = results.stream()
                .map(result -> Dot.of(
                        result.implementation(),
                        Implementations.name(result.implementation()),
                        Bootstrap.estimate(result.primary())))
                .toList();
        String suffix = load.isEmpty() ? "" : "-" + load.replaceAll("[^A-Za-z0-9]", "-");
        return new DotChart(
                primitive.id() + "-uncontended" + suffix,
                "Uncontended" + (load.isEmpty() ? "" : ", " + load) + ": " + finding(primitive, results),
                "Time per operation; median of forks, whiskers: 95 % interval; less is better",
                "Time per operation",
                unit,
                dots,
                unit.equals("ns/op") ? limits : List.of());
    }

    private static String finding(Primitive primitive, List<Result> results) {
        Optional<Comparison> best = Comparison.withBest(results, Result::primary, true, Deaths.survivors(primitive));
        if (best.isPresent()) {
            return best.get().finding();
        }
        Result first = results.get(0);
        return Implementations.name(first.implementation()) + " takes "
                + Numbers.figure(Bootstrap.estimate(first.primary()).value()) + " "
                + first.primary().unit();
    }
}
