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
 * Sixteen numbers side by side that all add to, one after the other: by one atomic instruction each, or under their lock, as
 * Python does. As {@link ValueBenchmark}, with a place to be found and checked; here processes seldom want the same number,
 * but often the same cache line.
 *
 * <pre>java -jar benchmarks.jar ArrayBenchmark.contended -p processes=2</pre>
 */
public class ArrayBenchmark extends Forked {

    /** Adds one to the next element, by one thread. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public long uncontended(InJvm peers, Uncontended.OfNumber alone) {
        return alone.getAndAdd();
    }

    /** One window in which several processes do nothing but add one to the next element. */
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
