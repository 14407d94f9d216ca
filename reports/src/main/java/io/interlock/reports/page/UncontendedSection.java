package io.interlock.reports.page;

import io.interlock.reports.chart.Chart.Reference;
import io.interlock.reports.chart.Checks;
import io.interlock.reports.chart.DotChart;
import io.interlock.reports.chart.DotChart.Dot;
import io.interlock.reports.result.Result;
import io.interlock.reports.stats.Bootstrap;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Numbers;
import java.util.List;
import java.util.Optional;

/** What one operation costs when nobody else is around. */
final class UncontendedSection {

    private UncontendedSection() {}

    static Optional<Section> of(Primitive primitive, List<Reference> limits) {
        return chart(primitive, limits)
                .map(chart -> new Section(
                        "uncontended",
                        "Uncontended",
                        List.of(
                                new Block.Text("One thread acquires and releases, nobody else is around. The dashed"
                                        + " lines are what the machine itself needs for the least that such an operation"
                                        + " can do."),
                                new Block.Figure(chart))));
    }

    static Optional<DotChart> chart(Primitive primitive, List<Reference> limits) {
        List<Result> results = primitive.of(Primitive.UNCONTENDED);
        if (results.isEmpty()) {
            return Optional.empty();
        }
        String unit = Checks.sameUnit(results, Result::primary);
        List<Dot> dots = results.stream()
                .map(result -> Dot.of(
                        result.implementation(),
                        Implementations.name(result.implementation()),
                        Bootstrap.estimate(result.primary())))
                .toList();
        return Optional.of(new DotChart(
                primitive.id() + "-uncontended",
                title(primitive, results),
                "Time per operation; median of forks, whiskers: 95 % interval; less is better",
                "Time per operation",
                unit,
                dots,
                unit.equals("ns/op") ? limits : List.of()));
    }

    private static String title(Primitive primitive, List<Result> results) {
        Optional<Comparison> best = Comparison.withBest(results, Result::primary, true, Deaths.survivors(primitive));
        if (best.isPresent()) {
            return "Uncontended: " + best.get().finding();
        }
        Result first = results.get(0);
        return "Uncontended: " + Implementations.name(first.implementation()) + " takes "
                + Numbers.figure(Bootstrap.estimate(first.primary()).value()) + " "
                + first.primary().unit();
    }
}
