package io.interlock.reports.gate.statistics;

import io.interlock.reports.gate.result.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Scores and ratios with 95 % intervals. The score is the median over forks of the fork's median over iterations. The
 * interval comes from a hierarchical bootstrap: forks are drawn with replacement, then iterations inside each drawn fork,
 * because iterations of one fork are alike and must not count as independent.
 *
 * <p>The same input always gives the same figures: every call starts from the same seed.
 */
public final class Bootstrap {

    private static final int RESAMPLES = 2_000;
    private static final long SEED = 0x1A7E210CL;
    private static final double TAIL = 0.025;

    private static final Remembered REMEMBERED = new Remembered();

    private Bootstrap() {}

    /** The median over forks of the fork's median over iterations. */
    public static double score(Metric metric) {
        return medianOfMedians(arrays(metric));
    }

    public static Estimate estimate(Metric metric) {
        return REMEMBERED.get(List.of(metric), () -> drawnEstimate(metric));
    }

    private static Estimate drawnEstimate(Metric metric) {
        double[][] forks = arrays(metric);
        Resampler resampler = new Resampler(forks);
        return interval(
                medianOfMedians(forks), forks.length, random -> resampler.score(random, forks, resampler.draw(random)));
    }

    /**
     * Returns the ratio of two scores. If both have a fork from each round, the same rounds are drawn for both, so that the
     * disturbance of a whole round cancels out.
     */
    public static Estimate ratio(Metric numerator, Metric denominator) {
        return REMEMBERED.get(List.of(numerator, denominator), () -> drawnRatio(numerator, denominator));
    }

    private static Estimate drawnRatio(Metric numerator, Metric denominator) {
        double[][] upper = arrays(numerator);
        double[][] lower = arrays(denominator);
        double divisor = medianOfMedians(lower);
        if (divisor == 0) {
            throw new IllegalArgumentException("ratio to a score of zero");
        }
        Resampler above = new Resampler(upper);
        Resampler below = new Resampler(lower);
        return interval(medianOfMedians(upper) / divisor, Math.min(upper.length, lower.length), random -> {
            int[] rounds = above.draw(random);
            double numeratorScore = above.score(random, upper, rounds);
            int[] sameRounds = lower.length == upper.length ? rounds : below.draw(random);
            return numeratorScore / below.score(random, lower, sameRounds);
        });
    }

    /**
     * Returns the difference of two scores that are additive, such as logarithms. The forks of the two sides are drawn
     * independently. The arrays have one row for each fork.
     */
    static Estimate difference(double[][] first, double[][] second) {
        Resampler minuend = new Resampler(first);
        Resampler subtrahend = new Resampler(second);
        return interval(
                medianOfMedians(first) - medianOfMedians(second),
                Math.min(first.length, second.length),
                random -> minuend.score(random, first, minuend.draw(random))
                        - subtrahend.score(random, second, subtrahend.draw(random)));
    }

    private static Estimate interval(double value, int forks, ToDoubleFunction<SplittableRandom> resample) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] scores = new double[RESAMPLES];
        Arrays.setAll(scores, i -> resample.applyAsDouble(random));
        Arrays.sort(scores);
        double low = scores[(int) Math.floor(TAIL * (RESAMPLES - 1))];
        double high = scores[(int) Math.ceil((1 - TAIL) * (RESAMPLES - 1))];
        return new Estimate(value, low, high, forks);
    }

    private static double[][] arrays(Metric metric) {
        return metric.forks().stream()
                .map(fork -> fork.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private static double medianOfMedians(double[][] forks) {
        double[] medians = medians(forks);
        return median(medians, medians.length);
    }

    /** Of each row. */
    public static double[] medians(double[][] forks) {
        return Arrays.stream(forks)
                .mapToDouble(fork -> median(fork.clone(), fork.length))
                .toArray();
    }

    /** Sorts the first values. */
    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int middle = count / 2;
        return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** Draws samples and reuses its arrays. */
    private static final class Resampler {

        private final int[] drawn;
        private final double[] medians;
        private final double[] iterations;

        Resampler(double[][] forks) {
            drawn = new int[forks.length];
            medians = new double[forks.length];
            iterations = new double
                    [Arrays.stream(forks).mapToInt(fork -> fork.length).max().orElse(0)];
        }

        /** Draws the forks of the next score. */
        int[] draw(SplittableRandom random) {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = random.nextInt(drawn.length);
            }
            return drawn;
        }

        double score(SplittableRandom random, double[][] forks, int[] which) {
            for (int i = 0; i < which.length; i++) {
                double[] fork = forks[which[i]];
                for (int j = 0; j < fork.length; j++) {
                    iterations[j] = fork[random.nextInt(fork.length)];
                }
                medians[i] = median(iterations, fork.length);
            }
            return median(medians, which.length);
        }
    }
}
