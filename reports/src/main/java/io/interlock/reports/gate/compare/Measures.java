package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Selects the figures of a result that are compared: JMH's own score, or the secondary metric that replaces it in the result
 * format (windows of several processes, kills), and the secondary metrics that the user names.
 */
final class Measures {

    private static final Set<String> WINDOWS = Set.of("contended", "handOff");
    private static final String THROUGHPUT = "thrpt";
    private static final Set<String> TIMES = Set.of("ns", "us", "ms", "s", "min", "hr", "day");

    private Measures() {}

    /** @param asked names of secondary metrics, each perhaps with {@code :more} or {@code :less} */
    static List<Measure> of(String file, Result result, List<String> asked) {
        List<Measure> measures = new ArrayList<>();
        headline(result).ifPresent(measures::add);
        for (String ask : asked) {
            int colon = ask.lastIndexOf(':');
            String direction = colon < 0 ? "" : ask.substring(colon + 1);
            boolean said = direction.equals("more") || direction.equals("less");
            String name = said ? ask.substring(0, colon) : ask;
            result.metric(name).ifPresent(values -> {
                boolean more = said ? direction.equals("more") : isMoreBetter(file, result, name, values.unit());
                measures.add(measure(result, name, more, values));
            });
        }
        return measures;
    }

    /** The main figure; empty if nothing was measured because no process continued after a kill. */
    private static Optional<Measure> headline(Result result) {
        if (!result.implementation().isEmpty()) {
            if (WINDOWS.contains(result.method()) && result.metric("total").isPresent()) {
                return secondary(result, "total", true);
            }
            if (result.method().equals("death") && result.metric("recovered").isPresent()) {
                return secondary(result, "recovery", false);
            }
            if (result.method().equals("pingPong") && result.metric("roundTrip").isPresent()) {
                return secondary(result, "roundTrip", false);
            }
        }
        return Optional.of(measure(result, "", result.mode().equals(THROUGHPUT), result.primary()));
    }

    private static Optional<Measure> secondary(Result result, String name, boolean moreIsBetter) {
        return result.metric(name).map(values -> measure(result, name, moreIsBetter, values));
    }

    private static Measure measure(Result result, String metric, boolean moreIsBetter, Metric values) {
        return new Measure(
                result.benchmark(),
                result.mode(),
                result.params(),
                metric,
                moreIsBetter,
                result.setup().getOrDefault("threads", ""),
                values);
    }

    private static boolean isMoreBetter(String file, Result result, String metric, String unit) {
        if (unit.startsWith("ops/")) {
            return true;
        }
        if (unit.endsWith("/op") || TIMES.contains(unit)) {
            return false;
        }
        throw new BadInputException(file + ": " + result.name() + ": it is unknown whether more or less " + metric
                + " in \"" + unit + "\" is better; write " + metric + ":more or " + metric + ":less");
    }
}
