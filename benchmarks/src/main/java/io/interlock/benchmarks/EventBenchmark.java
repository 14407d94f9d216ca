package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.HandOffState;
import io.interlock.benchmarks.jmh.Processes;
import io.interlock.benchmarks.trial.Forked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Two events by which two processes take turns: each sets the other's and waits for its own, which it clears.
 *
 * <p>What is left out: one event that many wait for.
 *
 * <pre>java -jar benchmarks.jar EventBenchmark -p processes=2 -p placement=apart</pre>
 */
public class EventBenchmark extends Forked {

    /** One window in which two processes, or four times two, take turns. */
    @Benchmark
    public void handOff(Any peers, Processes.OfPairs processes, HandOffState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"interlock", "interlock-portable", "c-pthread-cond", "python"})
        public String implementation = "";
    }
}
