package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Contest;
import io.interlock.benchmarks.contest.Contests;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.jmh.Measure;
import io.interlock.benchmarks.jmh.WindowProfiler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Contenders whose operations, or hand-overs, begin at fixed times. How many they can do without a pause is measured first,
 * in the same fork; the rate is a part of that.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls start() first.
public abstract class OpenLoopState {

    /** Percent of what the same contenders can do. */
    @Param({"25", "50", "75"})
    public int rate;

    private Contest contest;
    private double maximum;

    abstract Implementation implementation();

    abstract int processes();

    /** Hand-overs, or {@link Setting#paced}. */
    abstract Setting setting();

    @Setup(Level.Trial)
    public void start(BenchmarkParams benchmark) {
        Fork.current().watch();
        contest = Contests.start(implementation(), processes(), setting());
        try {
            Duration length = length(benchmark.getMeasurement().getTime());
            for (int i = 0; i < benchmark.getWarmup().getCount(); i++) {
                unpaced(length(benchmark.getWarmup().getTime()));
            }
            // The better of two: whatever disturbs makes it less.
            double first = unpaced(length);
            maximum = Math.max(first, unpaced(length));
        } catch (RuntimeException | Error e) {
            contest.close();
            throw e;
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        contest.close();
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    void window(IterationParams iteration) {
        double intended = maximum * rate / 100;
        WindowProfiler.report(new Measure("maximum", maximum, "ops/s"));
        WindowProfiler.report(new Measure("intended", intended, "ops/s"));
        Reports.timed("latency", contest.paced(length(iteration.getTime()), intended));
    }

    private double unpaced(Duration length) {
        return contest.paced(length, 0).totalPerSecond();
    }

    private static Duration length(TimeValue time) {
        return Duration.ofNanos(time.convertTo(TimeUnit.NANOSECONDS));
    }
}
