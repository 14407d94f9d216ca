package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.peer.PrimitiveKind;
import io.interlock.benchmarks.trial.Trial;
import io.interlock.benchmarks.trial.Trials;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Processes that work without pause, one of which is killed wherever it is in its operation. All are new for each kill. The
 * recovery lasts until the first worker has finished the batch of 64 operations that it was in, or the next.
 */
@State(Scope.Benchmark)
public class DeathAtWorkState extends DeathState {

    private static final int SURVIVOR = 0;

    /** Long enough for everybody to be at work. */
    private static final Duration WORK = Duration.ofMillis(100);

    private int processes;

    /** Of messages two producers and their consumer, else two that put. */
    @Override
    Trial start(ScenarioParameters parameters) {
        boolean messages = parameters.kind() == PrimitiveKind.QUEUE;
        processes = messages ? 3 : 2;
        return Trials.start(parameters.peer(), processes, messages ? Setting.stream() : Setting.loop(Load.PUT));
    }

    /** Kills the last worker. */
    @Override
    public void kill() {
        long recoveryNs = trial.killAtWork(processes - 1, SURVIVOR, WORK, LIMIT);
        report(recoveryNs >= 0, recoveryNs);
    }
}
