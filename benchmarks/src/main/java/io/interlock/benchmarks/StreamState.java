package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.StreamResult;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** A consumer and its producers, who stay for a whole fork. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls start() first.
public abstract class StreamState {

    private Contest contest;

    abstract Implementation implementation();

    /** The consumer and its producers. */
    abstract int processes();

    @Setup(Level.Trial)
    public void start() {
        Fork.current().watch();
        contest = Contests.start(implementation(), processes(), Setting.stream());
    }

    @TearDown(Level.Trial)
    public void stop() {
        contest.close();
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    void window(IterationParams iteration) {
        StreamResult window =
                contest.stream(Duration.ofNanos(iteration.getTime().convertTo(TimeUnit.NANOSECONDS)));
        WindowProfiler.report(new Measure("total", window.totalPerSecond(), "ops/s"));
        WindowProfiler.report(new Measure("shareMin", window.shareMin(), "ratio"));
        WindowProfiler.report(new Measure("jain", window.jain(), "ratio"));
        WindowProfiler.report(new Measure("overlap", window.overlap(), "ratio"));
        Reports.used(window.used());
        WindowProfiler.report(new Measure("longestStall", window.longestStallNs() / 1e3, "us"));
    }
}
