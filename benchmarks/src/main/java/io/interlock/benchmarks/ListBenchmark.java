package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.ContendedState;
import io.interlock.benchmarks.jmh.Loads;
import io.interlock.benchmarks.trial.Forked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;

/**
 * A list of elements of 64 bytes: get by index, of 100,000, and append.
 *
 * <p>What is left out: one process alone without the others' loop, insertion and removal in the middle, iteration. While it is
 * appended to, the list grows over a window, and is cleared before the next.
 *
 * <pre>java -jar benchmarks.jar ListBenchmark.contended -p implementation=interlock -p processes=2 -p load=append</pre>
 */
public class ListBenchmark extends Forked.WithPeers {

    /** One window in which several processes do nothing but get, or append. */
    @Benchmark
    public void contended(Any peers, Loads.Listed loads, ContendedState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"interlock", "python"})
        public String implementation = "";
    }
}
