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
public final class WindowFigure extends Result<WindowFigure> {

    private static final long serialVersionUID = 1;

    public WindowFigure(String label, double value, String unit) {
        this(label, of(value), unit);
    }

    private WindowFigure(String label, Statistics statistics, String unit) {
        super(ResultRole.SECONDARY, label, statistics, unit, AggregationPolicy.AVG);
    }

    @Override
    protected Aggregator<WindowFigure> getThreadAggregator() {
        return WindowFigure::average;
    }

    @Override
    protected Aggregator<WindowFigure> getIterationAggregator() {
        return WindowFigure::average;
    }

    private static WindowFigure average(Collection<WindowFigure> measures) {
        ListStatistics values = new ListStatistics();
        measures.forEach(measure -> values.addValue(measure.getScore()));
        WindowFigure any = measures.iterator().next();
        return new WindowFigure(any.getLabel(), values, any.getScoreUnit());
    }
}
