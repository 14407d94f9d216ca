package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.trial.Trial;
import io.interlock.benchmarks.trial.Trials;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;

/** A consumer and its producers. */
@State(Scope.Benchmark)
public class StreamState extends TrialState {

    @Override
    Trial start(ScenarioParameters parameters) {
        return Trials.start(parameters.peer(), parameters.processes(), Setting.stream());
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    public void window(IterationParams iteration) {
        Figures.of(trial.stream(ScenarioParameters.duration(iteration.getTime())));
    }
}
