package io.interlock.reports.gate.history;

import io.interlock.reports.gate.statistics.Estimate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One figure over the stored runs of one machine.
 *
 * @param name the benchmark with its parameters and metric
 * @param metric a secondary metric's name; empty for JMH's own score
 * @param moreIsBetter whether it is a rate, not a time
 * @param machine on which all of them were made
 * @param points the oldest first
 * @param changes the changes of level, the oldest first
 */
public record Trend(
        String name,
        String benchmark,
        SortedMap<String, String> params,
        String metric,
        String unit,
        boolean moreIsBetter,
        String machine,
        List<Point> points,
        List<Change> changes) {

    public Trend {
        params = new TreeMap<>(params);
        points = List.copyOf(points);
        changes = List.copyOf(changes);
    }

    /**
     * One run.
     *
     * @param date as in {@code 2026-01-31T12:00:00Z}
     */
    public record Point(String commit, String date, Estimate score) {}

    /**
     * A new level.
     *
     * @param index the index of its first point
     * @param commit the commit of that point
     * @param ratio the ratio of times, after over before: above 1 it became slower, for rates too
     */
    public record Change(int index, String commit, double ratio) {}
}
