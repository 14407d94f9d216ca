package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.trial.ForkScope;
import io.interlock.benchmarks.trial.Trial;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Workers that stay for a whole fork, and its windows one after the other. */
@SuppressWarnings("NullAway.Init") // JMH calls start() first.
public abstract class TrialState {

    Trial trial;

    /** Starts the workers of the benchmark that has these parameters. */
    abstract Trial start(ScenarioParameters parameters);

    @Setup(Level.Trial)
    public void start(BenchmarkParams benchmark) {
        ForkScope.current().watch();
        trial = start(new ScenarioParameters(benchmark));
    }

    @TearDown(Level.Trial)
    public void stop() {
        trial.close();
    }
}
