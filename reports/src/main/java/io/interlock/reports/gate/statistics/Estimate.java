package io.interlock.reports.gate.statistics;

/**
 * A figure and the interval that holds it with 95 % confidence.
 *
 * @param forks how many forks it rests on; with one, the interval says nothing about how forks differ
 */
public record Estimate(double value, double low, double high, int forks) {

    /** Whether the interval may be shown: one of a single fork would look like certainty. */
    public boolean hasInterval() {
        return forks > 1;
    }
}
