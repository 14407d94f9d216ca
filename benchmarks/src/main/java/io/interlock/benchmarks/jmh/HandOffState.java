package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.control.Shape;
import io.interlock.benchmarks.peer.PrimitiveKind;
import io.interlock.benchmarks.trial.Trial;
import io.interlock.benchmarks.trial.Trials;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;

/** Workers that hand over to each other. */
@State(Scope.Benchmark)
public class HandOffState extends TrialState {

    @Param({"apart", "together", "two-cores"})
    public String placement = "";

    @Override
    Trial start(ScenarioParameters parameters) {
        Shape shape = parameters.kind() == PrimitiveKind.BARRIER ? Shape.PARTIES : Shape.PAIRS;
        Setting setting = Setting.handOff(shape, parameters.placement());
        return Trials.start(parameters.peer(), parameters.processes(), setting);
    }

    /** A window is as long as JMH's iteration, options {@code -w} and {@code -r}. */
    public void window(IterationParams iteration) {
        Figures.of("roundTrip", trial.handOffs(ScenarioParameters.duration(iteration.getTime())));
    }
}
