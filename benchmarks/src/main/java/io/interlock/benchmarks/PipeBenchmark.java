package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.HandOffState;
import io.interlock.benchmarks.jmh.OpenLoopState;
import io.interlock.benchmarks.jmh.Placements;
import io.interlock.benchmarks.jmh.Processes;
import io.interlock.benchmarks.jmh.StreamState;
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
 * Messages of 64 bytes from one process to another, in order and each once.
 *
 * <p>What is left out: messages of other sizes, waiting for several pipes, the end of a stream.
 *
 * <pre>java -jar benchmarks.jar PipeBenchmark.contended -p implementation=interlock -p processes=2</pre>
 */
public class PipeBenchmark extends Forked.WithPeers {

    /** One thread puts a message and takes it. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(InJvm peers, Uncontended.OfLane alone) throws InterruptedException {
        alone.putAndTake();
    }

    /** One window in which one process takes what another puts, both without pause. */
    @Benchmark
    public void contended(Any peers, Processes.OfPipe processes, StreamState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** One window in which a message goes there and another comes back, by two lanes. */
    @Benchmark
    public void handOff(Any peers, Processes.OfPairs processes, HandOffState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** One window in which a message goes there and another comes back, at fixed times. */
    @Benchmark
    public void openLoop(Any peers, Placements placements, OpenLoopState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** Peers that run in a JVM. */
    @State(Scope.Benchmark)
    public static class InJvm {
        @Param({"interlock", "interlock-copying", "agrona-one-to-one", "aeron-ipc", "unix-socket", "tcp-loopback"})
        public String implementation = "";
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({
            "interlock",
            "interlock-copying",
            "agrona-one-to-one",
            "aeron-ipc",
            "unix-socket",
            "tcp-loopback",
            "c-pipe",
            "python"
        })
        public String implementation = "";
    }
}
