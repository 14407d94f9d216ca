package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.HandOffResult;
import io.interlock.benchmarks.handoff.HandOffPrimitive;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import io.interlock.benchmarks.peer.HandOffPeer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** Pairs that stay for a whole fork, and its windows one after the other. The fork itself is no end of any. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls start() first.
public class HandOffPairs {

    @Param({"raw", "semaphore", "event", "condition", "barrier"})
    public String primitive;

    @Param({"interlock", "c"})
    public String implementation;

    @Param({"1", "4"})
    public int pairs;

    private Contest contest;

    @Setup(Level.Trial)
    public void start() {
        Fork.current().watch();
        HandOffPrimitive by = HandOffPrimitive.of(primitive);
        contest = switch (implementation) {
            case "interlock" -> Contests.startPairs(by, pairs);
            case HandOffPeer.LABEL -> Contests.startCPairs(by, pairs);
            default ->
                throw new IllegalArgumentException(
                        "implementation=" + implementation + ": expected one of interlock, c");
        };
    }

    @TearDown(Level.Trial)
    public void stop() {
        contest.close();
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    void window(IterationParams iteration) {
        HandOffResult window =
                contest.handOffs(Duration.ofNanos(iteration.getTime().convertTo(TimeUnit.NANOSECONDS)));
        WindowProfiler.report(new Measure("roundTrips", window.roundTripsPerSecond(), "ops/s"));
        for (String percentile : new String[] {"50", "90", "99", "99.9"}) {
            long value = window.latency().getValueAtPercentile(Double.parseDouble(percentile));
            WindowProfiler.report(new Measure("roundTrip.p" + percentile, value, "ns"));
        }
        WindowProfiler.report(new Measure("roundTrip.max", window.latency().getMaxValue(), "ns"));
        WindowProfiler.report("roundTrip", window.latency());
    }
}
