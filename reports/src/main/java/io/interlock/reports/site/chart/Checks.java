package io.interlock.reports.site.chart;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The checks of every chart. */
public final class Checks {

    private Checks() {}

    /** The unit of all results, which must be the same. */
    public static String sameUnit(Collection<Result> results, Function<Result, Metric> metric) {
        Set<String> units = new TreeSet<>();
        results.forEach(result -> units.add(metric.apply(result).unit()));
        if (units.isEmpty()) {
            throw new BadInputException("no results to draw");
        }
        if (units.size() > 1) {
            throw new BadInputException(results.iterator().next().className() + ": mixed units " + units
                    + " in one chart; measure all implementations in the same unit");
        }
        return units.iterator().next();
    }

    /** The metric, if the result has it. Its unit must be that of the result format. */
    public static Optional<Metric> metric(Result result, String name, String unit) {
        Optional<Metric> metric = result.metric(name);
        metric.ifPresent(m -> {
            if (!m.unit().equals(unit)) {
                throw new BadInputException(result.name() + ": " + name + " is in " + m.unit() + ", expected " + unit);
            }
        });
        return metric;
    }

    /** The results that have the metric in this unit. */
    public static List<Result> having(List<Result> results, String name, String unit) {
        return results.stream()
                .filter(result -> metric(result, name, unit).isPresent())
                .toList();
    }

    public static void positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new BadInputException(name + ": " + value + " cannot be drawn: a failed run?");
        }
    }

    static void notEmpty(String title, Collection<?> rows) {
        if (rows.isEmpty()) {
            throw new BadInputException("chart \"" + title + "\" has no rows");
        }
    }
}
