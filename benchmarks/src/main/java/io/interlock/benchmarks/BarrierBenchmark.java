package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.DeathState;
import io.interlock.benchmarks.jmh.HandOffState;
import io.interlock.benchmarks.jmh.Processes;
import io.interlock.benchmarks.trial.Forked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * A barrier that all processes meet at, over and over; a round trip is from one meeting to the next.
 *
 * <p>What is left out: barrier actions, time-outs, parties that come at different times.
 *
 * <pre>java -jar benchmarks.jar BarrierBenchmark -p processes=2 -p placement=apart</pre>
 */
public class BarrierBenchmark extends Forked {

    /** One window in which all processes meet as often as they can. */
    @Benchmark
    public void handOff(Any peers, Processes.OfParties processes, HandOffState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** {@code kill -9} of a process that waits at the barrier, until another that waits there is told that it is broken. */
    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(InProcesses peers, DeathState party) {
        party.kill();
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"interlock", "interlock-portable", "one-process", "c-pthread-barrier", "python"})
        public String implementation = "";
    }

    /** Peers whose workers are processes: killing one leaves the others alive. */
    @State(Scope.Benchmark)
    public static class InProcesses {
        @Param({"interlock", "interlock-portable", "c-pthread-barrier", "python"})
        public String implementation = "";
    }
}
