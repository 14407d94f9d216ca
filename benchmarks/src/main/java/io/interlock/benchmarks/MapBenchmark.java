package io.interlock.benchmarks;

import io.interlock.benchmarks.contender.MapOperation;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.MapDriver;
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
 * A map of 100,000 keys, numbers, to values of 64 bytes: get, and put in place of what is there.
 *
 * <p>What is left out: growing and shrinking, keys and values of other sizes, iteration, {@code compute}.
 *
 * <pre>java -jar benchmarks.jar MapBenchmark.contended -p implementation=interlock -p processes=2 -p load=get</pre>
 */
public class MapBenchmark extends ForkedWithPeers {

    /** Gets or puts the value of some key, by one thread. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(Alone alone) {
        alone.getOrPut();
    }

    /** One window in which several processes do nothing but get, or put. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void contended(Contended contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** {@code kill -9} of a process that puts, while another does. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(Dying victim) {
        victim.kill();
    }

    /** One window in which two processes get, or put, at fixed times. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void openLoop(AtTimes contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls open() first.
    public static class Alone extends UncontendedState {

        @Param({"interlock", "interlock-in-place", "chronicle-map", "lmdb", "one-process"})
        public String implementation;

        @Param({"get", "put"})
        public String load;

        private MapOperation operation;

        @Override
        Implementation implementation() {
            return Subject.MAP.implementation(implementation);
        }

        @Override
        void use(Driver driver) {
            operation =
                    new MapOperation(((MapDriver) driver).map(), Load.of(load).writes(), 0);
        }

        void getOrPut() {
            operation.acquire();
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Contended extends ContendedState {

        @Param({"interlock", "interlock-in-place", "chronicle-map", "lmdb", "one-process", "python"})
        public String implementation;

        @Param({"get", "put"})
        public String load;

        @Override
        Load load() {
            return Load.of(load);
        }

        @Override
        Implementation implementation() {
            return Subject.MAP.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameter first.
    public static class Dying extends DeathAtWorkState {

        @Param({"interlock", "interlock-in-place", "chronicle-map", "lmdb", "python"})
        public String implementation;

        @Override
        int processes() {
            return 2;
        }

        @Override
        Setting setting() {
            return Setting.loop(Load.PUT);
        }

        @Override
        Implementation implementation() {
            return Subject.MAP.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class AtTimes extends OpenLoopState {

        @Param({"interlock", "interlock-in-place", "chronicle-map", "lmdb", "one-process"})
        public String implementation;

        @Param({"get", "put"})
        public String load;

        @Override
        int processes() {
            return 2;
        }

        @Override
        Setting setting() {
            return Setting.paced(Load.of(load));
        }

        @Override
        Implementation implementation() {
            return Subject.MAP.implementation(implementation);
        }
    }
}
