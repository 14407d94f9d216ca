package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.contest.WindowResult;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import io.interlock.benchmarks.lock.Implementation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;

/** Contenders that stay for a whole fork, and its windows one after the other. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls start() first.
public class ContendedLock {

    @Param({
        "interlock",
        "interlock-portable",
        "reentrant-lock",
        "file-channel",
        "jna-pthread-robust",
        "jna-pthread-normal",
        "c-pthread-robust",
        "c-pthread-normal",
        "python"
    })
    public String implementation;

    @Param({"1", "2", "4", "8"})
    public int processes;

    @Param({"empty", "50in200out", "500in500out"})
    public String load;

    private Contest contest;

    @Setup(Level.Trial)
    public void start() {
        Fork.current().watch();
        contest = Contests.start(Implementation.of(implementation), processes, Load.of(load));
    }

    @TearDown(Level.Trial)
    public void stop() {
        contest.close();
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    void window(IterationParams iteration) {
        WindowResult window =
                contest.window(Duration.ofNanos(iteration.getTime().convertTo(TimeUnit.NANOSECONDS)));
        WindowProfiler.report(new Measure("total", window.totalPerSecond(), "ops/s"));
        WindowProfiler.report(new Measure("shareMin", window.shareMin(), "ratio"));
        WindowProfiler.report(new Measure("jain", window.jain(), "ratio"));
        WindowProfiler.report(new Measure("ownerChanges", window.ownerChanges(), "1/op"));
        WindowProfiler.report(new Measure("cpu", window.cpuNs(), "ns/op"));
        WindowProfiler.report(new Measure("longestStall", window.longestStallNs() / 1e3, "us"));
        Histogram latency = window.latency();
        for (String percentile : new String[] {"50", "90", "99", "99.9", "99.99"}) {
            long value = latency.getValueAtPercentile(Double.parseDouble(percentile));
            WindowProfiler.report(new Measure("acquire.p" + percentile, value, "ns"));
        }
        WindowProfiler.report(new Measure("acquire.max", latency.getMaxValue(), "ns"));
        WindowProfiler.report("acquire", latency);
    }
}
