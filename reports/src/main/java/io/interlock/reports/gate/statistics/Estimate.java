package io.interlock.reports.gate.statistics;

/**
 * A figure and the interval that holds it with 95 % confidence.
 *
 * @param forks the number of forks; with one, the interval does not include the variation between forks
 */
public record Estimate(double value, double low, double high, int forks) {

    /** Tells whether the interval may be shown. That of a single fork would be misleadingly narrow. */
    public boolean hasInterval() {
        return forks > 1;
    }
}
