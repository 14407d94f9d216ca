package io.interlock.reports.gate.statistics;

import java.util.Arrays;

/**
 * Which of many tests count, such that of those that count no more than a given share is expected to be false
 * (Benjamini and Hochberg, 1995): with the p-values sorted, the largest k with {@code p(k) <= share * k / tests}, and all
 * before it.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * Returns the largest p-value that counts; negative if none does.
     *
     * @param share between 0 and 1, of false ones among those that count
     */
    public static double cutOff(double[] pValues, double share) {
        double[] sorted = pValues.clone();
        Arrays.sort(sorted);
        for (int k = sorted.length; k > 0; k--) {
            if (sorted[k - 1] <= share * k / sorted.length) {
                return sorted[k - 1];
            }
        }
        return -1;
    }
}
