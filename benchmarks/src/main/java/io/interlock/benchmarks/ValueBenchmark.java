package io.interlock.benchmarks;

import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
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
    public long uncontended(Alone alone) {
        return alone.getAndAdd();
    }

    /** One window in which several processes do nothing but add one. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void contended(Contended contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls open() first.
    public static class Alone extends UncontendedAddState {

        @Param({"interlock", "one-process", "var-handle"})
        public String implementation;

        @Override
        Implementation implementation() {
            return Subject.VALUE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Contended extends ContendedState {

        @Param({"interlock", "one-process", "var-handle", "c-fetch-add", "python"})
        public String implementation;

        @Param({"empty"})
        public String load;

        @Override
        Load load() {
            return Load.of(load);
        }

        @Override
        Implementation implementation() {
            return Subject.VALUE.implementation(implementation);
        }
    }
}
