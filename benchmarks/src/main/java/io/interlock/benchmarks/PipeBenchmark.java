package io.interlock.benchmarks;

import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.control.Shape;
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
 * Messages of 64 bytes from one process to another, in order and each once.
 *
 * <p>What is left out: messages of other sizes, waiting for several pipes, the end of a stream.
 *
 * <pre>java -jar benchmarks.jar PipeBenchmark.contended -p implementation=interlock -p processes=2</pre>
 */
public class PipeBenchmark extends ForkedWithPeers {

    /** One thread puts a message and takes it. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(Alone alone) throws InterruptedException {
        alone.putAndTake();
    }

    /** One window in which one process takes what another puts, both without pause. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void contended(Stream contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** One window in which a message goes there and another comes back, by two lanes. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void handOff(Turns contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** One window in which a message goes there and another comes back, at fixed times. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void openLoop(TurnsAtTimes contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameter first.
    public static class Alone extends UncontendedLaneState {

        @Param({"interlock", "interlock-copying", "agrona-one-to-one", "aeron-ipc"})
        public String implementation;

        @Override
        Implementation implementation() {
            return Subject.PIPE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Stream extends StreamState {

        @Param({"interlock", "interlock-copying", "agrona-one-to-one", "aeron-ipc", "c-pipe", "python"})
        public String implementation;

        @Param({"2"})
        public int processes;

        @Override
        int processes() {
            return processes;
        }

        @Override
        Implementation implementation() {
            return Subject.PIPE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Turns extends HandOffState {

        @Param({"interlock", "interlock-copying", "agrona-one-to-one", "aeron-ipc", "c-pipe", "python"})
        public String implementation;

        @Param({"2", "8"})
        public int processes;

        @Override
        int processes() {
            return processes;
        }

        @Override
        Implementation implementation() {
            return Subject.PIPE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class TurnsAtTimes extends OpenLoopState {

        @Param({"interlock", "interlock-copying", "agrona-one-to-one", "aeron-ipc", "c-pipe", "python"})
        public String implementation;

        @Param({"apart", "two-cores"})
        public String placement;

        @Override
        int processes() {
            return 2;
        }

        @Override
        Setting setting() {
            return Setting.handOff(Shape.PAIRS, Placement.of(placement));
        }

        @Override
        Implementation implementation() {
            return Subject.PIPE.implementation(implementation);
        }
    }
}
