package io.interlock.reports.gate.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;

/**
 * The slowdown of the head, from the logarithms of times. Above 1 the head is slower.
 *
 * <p>The interval is the union of two others: that of the hierarchical bootstrap of the ratio of medians (see {@link Bootstrap}), and
 * that of Yuen ("The two-sample trimmed t for unequal population variances", Biometrika 1974) of the forks' medians: Welch's
 * t-interval without the fifth of the forks at either end, so that one disturbed fork of five or more does not hide what the
 * others show. The first alone is too narrow for few forks: with three it misses the true value in 7 to 10 of 100 cases, because
 * there are few ways to draw three from three. The second accounts for the small number, but assumes a normal distribution.
 * Their union misses the true value in at most 5 of 100 cases, even if forks have two modes or some are disturbed;
 * {@code SlowdownTest} verifies it.
 *
 * @param ratio of the medians, with its 95 % interval
 * @param meanLog the difference of the trimmed means of the logarithms, for Yuen's test
 * @param standardError the standard error of {@code meanLog}
 * @param degreesOfFreedom the degrees of freedom of Yuen's test
 */
public record Slowdown(Estimate ratio, double meanLog, double standardError, double degreesOfFreedom) {

    private static final double UPPER_TAIL = 0.975;
    /** The share of forks that is left out at either end; Yuen's own choice. */
    private static final double TRIMMED = 0.2;
    /** The probability with which a slowdown of {@link #smallestVisible} is detected. */
    private static final double POWER = 0.95;

    /** From logarithms of times per fork and iteration; at least two forks a side. */
    public static Slowdown of(double[][] base, double[][] head) {
        if (base.length < 2 || head.length < 2) {
            throw new IllegalArgumentException("one fork does not show the variation between forks");
        }
        Trimmed before = Trimmed.of(Bootstrap.medians(base));
        Trimmed after = Trimmed.of(Bootstrap.medians(head));
        double difference = after.mean() - before.mean();
        double error = Math.sqrt(before.variance() / before.kept() + after.variance() / after.kept());
        Estimate bootstrap = Bootstrap.difference(head, base);
        if (error == 0) {
            // Forks are equal for counters such as bytes per operation.
            return new Slowdown(exp(bootstrap, bootstrap.low(), bootstrap.high()), difference, 0, 1);
        }
        double degrees = TTest.withDefaults()
                .with(DataDispersion.HETEROSCEDASTIC)
                .test(after.mean(), after.variance(), after.kept(), before.mean(), before.variance(), before.kept())
                .getDegreesOfFreedom();
        double half = error * TDistribution.of(degrees).inverseCumulativeProbability(UPPER_TAIL);
        return new Slowdown(
                exp(
                        bootstrap,
                        Math.min(bootstrap.low(), difference - half),
                        Math.max(bootstrap.high(), difference + half)),
                difference,
                error,
                degrees);
    }

    /**
     * The trimmed statistics that turn Welch's test into Yuen's.
     *
     * @param variance of the winsorized values, scaled to the number of those that were kept
     */
    private record Trimmed(double mean, double variance, int kept) {

        static Trimmed of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int count = sorted.length;
            int cut = (int) (TRIMMED * count);
            int kept = count - 2 * cut;
            double mean = Mean.of(Arrays.copyOfRange(sorted, cut, count - cut)).getAsDouble();
            Arrays.fill(sorted, 0, cut, sorted[cut]);
            Arrays.fill(sorted, count - cut, count, sorted[count - cut - 1]);
            double winsorized = Variance.of(sorted).getAsDouble();
            return new Trimmed(mean, winsorized * (count - 1) / (kept - 1), kept);
        }
    }

    private static Estimate exp(Estimate log, double low, double high) {
        return new Estimate(Math.exp(log.value()), Math.exp(low), Math.exp(high), log.forks());
    }

    /** The probability of a difference like this or a larger one if the head were slower by no more than this ratio. */
    public double pSlowerThan(double limit) {
        return p(limit, AlternativeHypothesis.GREATER_THAN);
    }

    /** The same for a head that is faster: {@code limit} is below 1. */
    public double pFasterThan(double limit) {
        return p(limit, AlternativeHypothesis.LESS_THAN);
    }

    private double p(double limit, AlternativeHypothesis alternative) {
        boolean greater = alternative == AlternativeHypothesis.GREATER_THAN;
        double beyond = meanLog - Math.log(limit);
        if (standardError == 0) {
            return (greater ? beyond > 0 : beyond < 0) ? 0 : 1;
        }
        TDistribution t = TDistribution.of(degreesOfFreedom);
        double statistic = beyond / standardError;
        return greater ? t.survivalProbability(statistic) : t.cumulativeProbability(statistic);
    }

    /**
     * Returns the minimum detectable slowdown: the smallest ratio that the same number of forks with the same variation shows to
     * be beyond the limit in 95 of 100 runs. It does not include the correction for multiple comparisons.
     */
    public double smallestVisible(double limit) {
        double below = Math.log(ratio.value()) - Math.log(ratio.low());
        double luck = standardError == 0
                ? 0
                : standardError * TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(POWER);
        return limit * Math.exp(below + luck);
    }
}
