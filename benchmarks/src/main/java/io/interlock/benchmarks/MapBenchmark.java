package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.ContendedState;
import io.interlock.benchmarks.jmh.DeathAtWorkState;
import io.interlock.benchmarks.jmh.Loads;
import io.interlock.benchmarks.jmh.OpenLoopState;
import io.interlock.benchmarks.jmh.Uncontended;
import io.interlock.benchmarks.trial.Forked;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * A map of 100,000 keys, numbers, to values of 64 bytes: get, and put in place of what is there.
 *
 * <p>What is left out: growing and shrinking, keys and values of other sizes, iteration, {@code compute}.
 *
 * <pre>java -jar benchmarks.jar MapBenchmark.contended -p implementation=interlock -p processes=2 -p load=get</pre>
 */
public class MapBenchmark extends Forked.WithPeers {

    /** Gets or puts the value of some key, by one thread. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(InJvm peers, Loads.Stored loads, Uncontended.OfMap alone) {
        alone.getOrPut();
    }

    /** One window in which several processes do nothing but get, or put. */
    @Benchmark
    public void contended(Any peers, Loads.Stored loads, ContendedState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** {@code kill -9} of a process that puts, while another does. */
    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(InProcesses peers, DeathAtWorkState victim) {
        victim.kill();
    }

    /** One window in which two processes get, or put, at fixed times. */
    @Benchmark
    public void openLoop(InJvm peers, Loads.Stored loads, OpenLoopState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** Peers that run in a JVM. */
    @State(Scope.Benchmark)
    public static class InJvm {
        @Param({"interlock", "interlock-in-place", "chronicle-map", "lmdb", "one-process"})
        public String implementation = "";
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"interlock", "interlock-in-place", "chronicle-map", "lmdb", "one-process", "python"})
        public String implementation = "";
    }

    /** Peers whose workers are processes: killing one leaves the others alive. */
    @State(Scope.Benchmark)
    public static class InProcesses {
        @Param({"interlock", "interlock-in-place", "chronicle-map", "lmdb", "python"})
        public String implementation = "";
    }
}
