package io.interlock.reports.site.chart;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A chart with one value per row on a common axis. A row without a value shows the reason. */
public record DotChart(
        String id, String title, String subtitle, String axis, String unit, List<Dot> dots, List<Reference> references)
        implements Chart {

    /**
     * A row.
     *
     * @param implementation determines the colour
     * @param value absent if there is no figure
     * @param gap the text in place of an absent value
     */
    public record Dot(String implementation, String label, Optional<Estimate> value, String gap) {

        public static Dot of(String implementation, String label, Estimate value) {
            return new Dot(implementation, label, Optional.of(value), "");
        }

        /** A row for an implementation, with its name and value. */
        public static Dot of(Result result, Metric metric) {
            String implementation = result.implementation();
            return of(implementation, Implementations.name(implementation), Bootstrap.estimate(metric));
        }

        public static Dot missing(String implementation, String label, String gap) {
            return new Dot(implementation, label, Optional.empty(), gap);
        }

        String valueText(String unit) {
            return value.map(v -> Numbers.withUnit(v.value(), unit)).orElse(gap);
        }
    }

    public DotChart {
        Checks.notEmpty(title, dots);
        dots = List.copyOf(dots);
        references = List.copyOf(references);
        for (Dot dot : dots) {
            dot.value().ifPresent(value -> Checks.positive(title + ", " + dot.label(), value.value()));
        }
        if (dots.stream().noneMatch(dot -> dot.value().isPresent())) {
            Checks.notEmpty(title, List.of());
        }
    }

    /** Tells whether the values are ratios, for which 1 is the reference instead of zero. */
    boolean isRatio() {
        return unit.equals(Numbers.RATIO);
    }

    @Override
    public Table data() {
        List<Row> rows = new ArrayList<>();
        for (Dot dot : dots) {
            rows.add(new Row(
                    dot.implementation(),
                    dot.label(),
                    List.of(
                            Cell.of(dot.value()
                                    .map(v -> Numbers.figure(v.value()))
                                    .orElse(dot.gap())),
                            dot.value()
                                    .filter(Estimate::hasInterval)
                                    .map(v -> Cell.of(Numbers.interval(v)))
                                    .orElse(Table.GAP))));
        }
        references.forEach(reference -> rows.add(new Row(
                "reference", reference.name(), List.of(Cell.of(Numbers.figure(reference.value())), Table.GAP))));
        return new Table(title, List.of("", axis + " (" + unit + ")", "95 % interval"), rows);
    }
}
