package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.ContendedState;
import io.interlock.benchmarks.jmh.Loads;
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
 * A number that all add to: by one atomic instruction each, or under its lock, as Python does.
 *
 * <pre>java -jar benchmarks.jar ValueBenchmark.uncontended</pre>
 */
public class ValueBenchmark extends Forked {

    /** Adds one, by one thread. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public long uncontended(InJvm peers, Uncontended.OfNumber alone) {
        return alone.getAndAdd();
    }

    /** One window in which several processes do nothing but add one. */
    @Benchmark
    public void contended(Any peers, Loads.Empty loads, ContendedState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** Peers that run in a JVM. */
    @State(Scope.Benchmark)
    public static class InJvm {
        @Param({"interlock", "one-process", "var-handle"})
        public String implementation = "";
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"interlock", "one-process", "var-handle", "c-fetch-add", "python"})
        public String implementation = "";
    }
}
