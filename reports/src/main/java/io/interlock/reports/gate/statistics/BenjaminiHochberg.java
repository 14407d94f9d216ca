package io.interlock.reports.gate.statistics;

import java.util.Arrays;

/**
 * Selects the significant ones of many tests so that at most a given share of them is expected to be false (Benjamini and
 * Hochberg, 1995): with sorted p-values, the tests up to the largest k with {@code p(k) <= share * k / tests}.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * Returns the largest significant p-value; negative if there is none.
     *
     * @param share the accepted share of false ones among the significant tests, between 0 and 1
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
