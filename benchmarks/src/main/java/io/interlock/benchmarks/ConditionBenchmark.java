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
 * A lock and a condition by which two processes take turns: whose turn it is stands in a word that the lock guards.
 *
 * <p>What is left out: several waiters on one condition.
 *
 * <pre>java -jar benchmarks.jar ConditionBenchmark -p processes=2 -p placement=apart</pre>
 */
public class ConditionBenchmark extends Forked {

    /** One window in which two processes, or four times two, take turns. */
    @Benchmark
    public void handOff(Any peers, Processes.OfPairs processes, HandOffState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"interlock", "interlock-portable", "one-process", "c-pthread-cond", "boost-condition", "python"})
        public String implementation = "";
    }
}
