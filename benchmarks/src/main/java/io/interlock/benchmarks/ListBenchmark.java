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
 * A list of elements of 64 bytes: get by index, of 100,000, and append.
 *
 * <p>What is left out: one process alone without the others' loop, insertion and removal in the middle, iteration. While it is
 * appended to, the list grows over a window, and is cleared before the next.
 *
 * <pre>java -jar benchmarks.jar ListBenchmark.contended -p implementation=interlock -p processes=2 -p load=append</pre>
 */
public class ListBenchmark extends ForkedWithPeers {

    /** One window in which several processes do nothing but get, or append. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void contended(Contended contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Contended extends ContendedState {

        @Param({"interlock", "python"})
        public String implementation;

        @Param({"get", "append"})
        public String load;

        @Override
        Load load() {
            return Load.of(load);
        }

        @Override
        Implementation implementation() {
            return Subject.LIST.implementation(implementation);
        }
    }
}
