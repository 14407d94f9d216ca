package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.control.Shape;
import io.interlock.benchmarks.trial.Trial;
import io.interlock.benchmarks.trial.Trials;
import java.time.Duration;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Two workers whose operations, or hand-overs, begin at fixed times. How many they can do without a pause is measured first,
 * in the same fork; the rate is a part of that.
 */
@State(Scope.Benchmark)
public class OpenLoopState extends TrialState {

    /** Percent of what the same workers can do. */
    @Param({"25", "50", "75"})
    public int rate;

    private double maximum;

    @Override
    Trial start(ScenarioParameters parameters) {
        Setting setting = parameters.has("placement")
                ? Setting.handOff(Shape.PAIRS, parameters.placement())
                : Setting.paced(parameters.load());
        Trial started = Trials.start(parameters.peer(), 2, setting);
        try {
            maximum = maximum(started, parameters.benchmark());
            return started;
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
    }

    private static double maximum(Trial started, BenchmarkParams benchmark) {
        TimeValue length = benchmark.getMeasurement().getTime();
        for (int i = 0; i < benchmark.getWarmup().getCount(); i++) {
            unpaced(started, benchmark.getWarmup().getTime());
        }
        // The better of two: whatever disturbs makes it less.
        double first = unpaced(started, length);
        return Math.max(first, unpaced(started, length));
    }

    private static double unpaced(Trial started, TimeValue length) {
        return started.paced(ScenarioParameters.duration(length), 0).totalPerSecond();
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    public void window(IterationParams iteration) {
        double intended = maximum * rate / 100;
        WindowProfiler.report(new WindowFigure("maximum", maximum, "ops/s"));
        WindowProfiler.report(new WindowFigure("intended", intended, "ops/s"));
        Duration length = ScenarioParameters.duration(iteration.getTime());
        Figures.of("latency", trial.paced(length, intended));
    }
}
