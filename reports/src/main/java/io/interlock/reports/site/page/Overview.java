package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.chart.Chart.Reference;
import io.interlock.reports.site.chart.DotChart;
import io.interlock.reports.site.chart.DotChart.Dot;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each primitive compared with its best peer, in one representative scenario of each shape. */
final class Overview {

    private record Match(Primitive primitive, Scenario scenario, Comparison best) {

        String label() {
            return primitive.name() + ", " + scenario.words();
        }

        boolean faster() {
            return best.ratio().hasInterval() && best.ratio().low() > 1;
        }

        boolean slower() {
            return best.ratio().hasInterval() && best.ratio().high() < 1;
        }
    }

    private final List<Match> matches = new ArrayList<>();

    Overview(List<Primitive> primitives) {
        for (Primitive primitive : primitives) {
            List<String> survivors = Deaths.survivors(primitive);
            for (Scenario scenario : Scenario.of(primitive)) {
                if (scenario.main()) {
                    scenario.best(survivors).ifPresent(best -> matches.add(new Match(primitive, scenario, best)));
                }
            }
        }
    }

    /** The blocks; empty if no scenario has a peer. */
    List<Block> blocks() {
        return matches.isEmpty()
                ? List.of()
                : List.of(
                        new Block.Text(
                                "The best peer is the fastest one that survived a kill in every trial, as Interlock does;"
                                        + " if no peer is known to survive, it is the fastest of all. A bar is the 95 %"
                                        + " interval. To the right of the line Interlock is faster."),
                        new Block.Figure(chart()),
                        new Block.Grid(table()));
    }

    private DotChart chart() {
        List<Dot> dots = matches.stream()
                .map(match -> Dot.of(
                        Implementations.OURS,
                        match.label() + ", compared with "
                                + Implementations.name(match.best().peer()),
                        match.best().ratio()))
                .toList();
        return new DotChart(
                "overview",
                title(),
                "Speed of Interlock divided by that of the best peer; median of forks, whiskers: 95 % interval",
                "Times as fast as the best peer",
                Numbers.RATIO,
                dots,
                List.of(new Reference("As fast as the peer", 1)));
    }

    /** As in "Interlock is faster than its best peer in 5 of 7 scenarios, slower in 1". */
    private String title() {
        if (matches.stream().noneMatch(match -> match.best().ratio().hasInterval())) {
            return "Interlock and its best peer: one fork each, which is too few to tell the faster one";
        }
        long faster = matches.stream().filter(Match::faster).count();
        long slower = matches.stream().filter(Match::slower).count();
        String count = "Interlock is faster than its best peer in " + faster + " of " + matches.size()
                + (matches.size() == 1 ? " scenario" : " scenarios");
        return slower == 0 ? count : count + ", slower in " + slower;
    }

    private Table table() {
        List<Row> rows = new ArrayList<>();
        for (Match match : matches) {
            Comparison best = match.best();
            rows.add(new Row(
                    "",
                    match.label(),
                    List.of(
                            Cell.of(Implementations.name(best.peer())),
                            new Cell(Numbers.times(best.ratio().value()), Numbers.interval(best.ratio())),
                            score(match.scenario().of(Implementations.OURS)),
                            score(match.scenario().of(best.peer())))));
        }
        return new Table(
                "Interlock compared with its best peer; above 1 Interlock is faster",
                List.of("Scenario", "Best peer", "Times as fast", "Interlock", "The peer"),
                rows);
    }

    private static Cell score(Optional<Metric> metric) {
        if (metric.isEmpty()) {
            return Table.GAP;
        }
        return Cell.of(Numbers.withUnit(
                Bootstrap.estimate(metric.get()).value(), metric.get().unit()));
    }
}
