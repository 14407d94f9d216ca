package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.site.chart.Checks;
import io.interlock.reports.site.text.Placements;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Operations of one primitive that begin at fixed times, with each implementation at the same share of its maximum rate.
 *
 * @param rate in percent of the maximum rate of each implementation
 */
record OpenLoop(int rate, int processes, String placement, String load, List<Result> results) {

    static final String METRIC = "latency";

    private static final String P99 = METRIC + ".p99";
    /** The rate on the first page. */
    private static final int MAIN_RATE = 50;

    private static final int PAIR = 2;

    /** Sorted by rate. */
    static List<OpenLoop> of(Primitive primitive) {
        TreeSet<OpenLoop> all = new TreeSet<>(Comparator.comparing(OpenLoop::placement, Placements.order())
                .thenComparingInt(OpenLoop::processes)
                .thenComparing(OpenLoop::load)
                .thenComparingInt(OpenLoop::rate));
        for (Result result : primitive.of(Primitive.OPEN_LOOP)) {
            all.add(new OpenLoop(
                    result.rate().orElse(0), processes(result), result.placement(), result.load(), List.of()));
        }
        return all.stream()
                .map(pace -> new OpenLoop(pace.rate, pace.processes, pace.placement, pace.load, pace.among(primitive)))
                .toList();
    }

    private List<Result> among(Primitive primitive) {
        return primitive.of(Primitive.OPEN_LOOP).stream()
                .filter(result -> result.rate().orElse(0) == rate
                        && processes(result) == processes
                        && result.load().equals(load)
                        && result.placement().equals(placement))
                .toList();
    }

    private static int processes(Result result) {
        return result.processes().orElse(PAIR);
    }

    /** The results whose latency is known. */
    List<Result> measured() {
        return Checks.having(results, P99, "ns");
    }

    static Metric p99(Result result) {
        return result.metric(P99).orElseThrow();
    }

    boolean isMain() {
        return rate == MAIN_RATE && (placement.isEmpty() || placement.equals("apart"));
    }

    String id() {
        return (rate + "-" + processes + "-" + placement + "-" + load).replaceAll("[^A-Za-z0-9]", "-");
    }

    /** As in {@code At 50 %, 2 on two processors}. */
    String shortWords() {
        return "At " + rate + " %, " + processes + (placement.isEmpty() ? "" : " " + Placements.name(placement))
                + (load.isEmpty() ? "" : ", " + load);
    }

    /** As in {@code at 50 % of the maximum, 2 processes on two processors}. */
    String words() {
        return "at " + rate + " % of the maximum, " + processes + (processes == 1 ? " process" : " processes")
                + (placement.isEmpty() ? "" : " " + Placements.name(placement)) + (load.isEmpty() ? "" : ", " + load);
    }
}
