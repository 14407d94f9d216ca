package io.interlock.benchmarks.jmh;

import java.util.Collection;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * One figure of one window, averaged over windows. Unlike JMH's own {@code ScalarResult}, a window that has no such figure
 * does not count as zero: no recovery is no recovery of 0 µs.
 */
public final class Measure extends Result<Measure> {

    private static final long serialVersionUID = 1;

    public Measure(String label, double value, String unit) {
        this(label, of(value), unit);
    }

    private Measure(String label, Statistics statistics, String unit) {
        super(ResultRole.SECONDARY, label, statistics, unit, AggregationPolicy.AVG);
    }

    @Override
    protected Aggregator<Measure> getThreadAggregator() {
        return Measure::average;
    }

    @Override
    protected Aggregator<Measure> getIterationAggregator() {
        return Measure::average;
    }

    private static Measure average(Collection<Measure> measures) {
        ListStatistics values = new ListStatistics();
        measures.forEach(measure -> values.addValue(measure.getScore()));
        Measure any = measures.iterator().next();
        return new Measure(any.getLabel(), values, any.getScoreUnit());
    }
}
