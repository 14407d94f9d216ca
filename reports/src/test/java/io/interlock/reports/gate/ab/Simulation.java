package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.compare.Comparer;
import io.interlock.reports.gate.compare.Finding;
import io.interlock.reports.gate.compare.Measure;
import io.interlock.reports.gate.compare.Side;
import io.interlock.reports.gate.compare.Thresholds;
import io.interlock.reports.gate.compare.Verdict;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.ResultSet;
import io.interlock.reports.gate.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * How often {@code ab} is wrong, tried out on forks drawn from recorded ones: the same program on both sides, then a head with
 * one benchmark that is slower.
 */
final class Simulation {

    /** Fewer rounds would be drawn too often. */
    private static final int MIN_FORKS = 8;

    private static final Pattern EVERYTHING = Pattern.compile("");

    private final ResultSet recorded;
    private final String file;
    private final Forks forks;
    private final double thresholdPercent;
    private final long seed;

    Simulation(String file, ResultSet recorded, Forks forks, double thresholdPercent, long seed) {
        this.recorded = recorded;
        this.file = file;
        this.forks = forks;
        this.thresholdPercent = thresholdPercent;
        this.seed = seed;
        for (Measure measure : measures()) {
            int found = measure.values().forks().size();
            if (found < MIN_FORKS) {
                throw new BadInputException(file + ": " + measure.fullName() + ": has " + found
                        + " forks, too few to draw runs from; record at least " + MIN_FORKS);
            }
        }
    }

    SimulationFigures.SameProgram sameProgram(int runs) {
        List<Verdicts> all = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> run(new SplittableRandom(seed + run), Map.of()))
                .toList();
        int alarms = (int) all.stream()
                .filter(verdicts -> verdicts.status() == Verdicts.SLOWER)
                .count();
        double[] counts = all.stream()
                .flatMap(verdicts -> verdicts.findings().stream())
                .mapToDouble(finding -> finding.head().values().forks().size())
                .toArray();
        return new SimulationFigures.SameProgram(runs, measures().size(), alarms, median(counts));
    }

    /** One benchmark after the other is made slower by this ratio, each in this many runs; the least noisy first. */
    List<SimulationFigures.Injected> injected(int runs, double slowdown) {
        List<SimulationFigures.Injected> all = new ArrayList<>();
        for (Measure measure : measures()) {
            all.add(injected(measure, runs, slowdown));
        }
        all.sort((one, other) -> Double.compare(one.noisePercent(), other.noisePercent()));
        return all;
    }

    private SimulationFigures.Injected injected(Measure measure, int runs, double slowdown) {
        long from = seed ^ measure.fullName().hashCode();
        List<Verdicts> verdicts = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> run(new SplittableRandom(from + run), Map.of(Case.of(measure), slowdown)))
                .toList();
        int found = 0;
        int others = 0;
        double[] counts = new double[runs];
        for (int run = 0; run < runs; run++) {
            boolean other = false;
            for (Finding finding : verdicts.get(run).findings()) {
                boolean it = finding.head().key().equals(measure.key());
                boolean slower = finding.verdict() == Verdict.SLOWER;
                if (it) {
                    counts[run] = finding.head().values().forks().size();
                    found += slower ? 1 : 0;
                }
                other |= slower && !it;
            }
            others += other ? 1 : 0;
        }
        return new SimulationFigures.Injected(
                measure.name(), noisePercent(measure), runs, found, others, median(counts));
    }

    private Verdicts run(SplittableRandom random, Map<Case, Double> slowdowns) {
        Comparer comparer = new Comparer(Thresholds.percent(thresholdPercent), Pattern.compile("$^"), false);
        return new Interleaved(
                        new SimulatedSuite(recorded, random, slowdowns),
                        forks,
                        comparer,
                        collected -> side(collected.set()),
                        collected -> side(collected.set()),
                        line -> {})
                .run()
                .verdicts();
    }

    private Side side(ResultSet set) {
        return Side.of(file, set, List.of(), EVERYTHING);
    }

    private List<Measure> measures() {
        return List.copyOf(side(recorded).measures().values());
    }

    private static double noisePercent(Measure measure) {
        return 100 * StandardDeviation.of(Bootstrap.medians(measure.logTimes())).getAsDouble();
    }

    private static double median(double[] values) {
        return Bootstrap.medians(new double[][] {values})[0];
    }
}
