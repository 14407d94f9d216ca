package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.peer.PrimitiveKind;
import io.interlock.benchmarks.trial.Trial;
import io.interlock.benchmarks.trial.Trials;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;

/** Workers that each operate without pause. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls start() first.
public class ContendedState extends TrialState {

    @Param({"1", "2", "4", "8"})
    public int processes;

    private PrimitiveKind kind;

    @Override
    Trial start(ScenarioParameters parameters) {
        kind = parameters.kind();
        return Trials.start(parameters.peer(), processes, Setting.loop(parameters.load()));
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    public void window(IterationParams iteration) {
        Figures.of(trial.window(ScenarioParameters.duration(iteration.getTime())), kind.excludes());
    }
}
