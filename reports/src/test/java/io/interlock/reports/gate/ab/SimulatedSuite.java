package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Forks that are drawn from recorded ones instead of being run. Both arms draw from the same; the head's may be made slower.
 *
 * <p>Four turns, A B B A, take four rounds that followed one another in the recorded run, from a place that is drawn, the same
 * for all benchmarks. So what the machine did over time, and to all benchmarks at once, is in it. Of each fork its iterations
 * are drawn with replacement.
 */
final class SimulatedSuite implements Suite {

    private static final int TURNS = 4;

    private final ResultSet recorded;
    private final SplittableRandom random;
    private final Map<Case, Double> slowdowns;
    private int turn;
    private int start;

    /** @param slowdowns of the head, as ratios; 1.1 is 10 % slower */
    SimulatedSuite(ResultSet recorded, SplittableRandom random, Map<Case, Double> slowdowns) {
        this.recorded = recorded;
        this.random = random;
        this.slowdowns = Map.copyOf(slowdowns);
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.everything(""));
    }

    @Override
    public List<Part> parts(Collection<Case> cases) {
        return List.of(Part.of(cases));
    }

    @Override
    public ResultSet run(Arm arm, Part part) {
        if (turn % TURNS == 0) {
            start = random.nextInt(Integer.MAX_VALUE - TURNS);
        }
        int round = start + turn % TURNS;
        turn++;
        List<Result> drawn = new ArrayList<>();
        for (Result result : recorded.results()) {
            if (part.counts(result)) {
                Case one = new Case(result.benchmark(), result.params());
                drawn.add(drawn(result, round, arm == Arm.HEAD ? slowdowns.getOrDefault(one, 1.0) : 1));
            }
        }
        return ResultSet.of(drawn, recorded.environment());
    }

    private Result drawn(Result result, int round, double slowdown) {
        Map<String, Metric> secondary = new TreeMap<>();
        result.secondary().forEach((name, metric) -> secondary.put(name, drawn(metric, round, slowdown)));
        return new Result(
                result.benchmark(),
                result.mode(),
                result.params(),
                drawn(result.primary(), round, slowdown),
                secondary,
                result.setup());
    }

    private Metric drawn(Metric metric, int round, double slowdown) {
        List<Double> fork = metric.forks().get(round % metric.forks().size());
        double factor = metric.unit().startsWith("ops/") ? 1 / slowdown : slowdown;
        List<Double> iterations = new ArrayList<>();
        for (int i = 0; i < fork.size(); i++) {
            iterations.add(fork.get(random.nextInt(fork.size())) * factor);
        }
        return new Metric(metric.unit(), List.of(iterations));
    }
}
