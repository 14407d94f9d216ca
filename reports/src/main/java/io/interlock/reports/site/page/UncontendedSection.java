package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.Chart.Reference;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cost of one operation without contention. */
final class UncontendedSection {

    private UncontendedSection() {}

    static Optional<Section> of(Primitive primitive, List<Result> all) {
        boolean acquired = Wording.of(primitive).acquired();
        List<Result> limits = Limits.ofOneThread(primitive, all);
        List<Block> blocks = new ArrayList<>();
        String what = acquired ? "acquires and releases" : "does one operation after the other";
        String dashed = limits.isEmpty()
                ? ""
                : " Dashed lines show the physical limit: the fewest instructions that can do this.";
        blocks.add(new Block.Text("One thread " + what + ", without any other user." + dashed));
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
        List<Dot> dots =
                results.stream().map(result -> Dot.of(result, result.primary())).toList();
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
