package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.ContendedState;
import io.interlock.benchmarks.jmh.DeathState;
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
 * As {@link LockBenchmark}, for locks that their owner may take again.
 *
 * <p>What is left out: taking it again, and what {@code LockBenchmark} leaves out.
 *
 * <pre>java -jar benchmarks.jar ReentrantLockBenchmark.uncontended</pre>
 */
public class ReentrantLockBenchmark extends Forked {

    /** Lock and unlock by one thread, with nothing in between and nobody else around. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(InJvm peers, Uncontended.OfLock alone) {
        alone.lockAndUnlock();
    }

    /** One window in which several processes do nothing but lock, increase what the lock guards, and unlock. */
    @Benchmark
    public void contended(Any peers, Loads.Exclusive loads, ContendedState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** {@code kill -9} of a process that holds the lock, while another waits for it. */
    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(InProcesses peers, DeathState holder) {
        holder.kill();
    }

    /** Peers that run in a JVM. */
    @State(Scope.Benchmark)
    public static class InJvm {
        @Param({"interlock", "interlock-portable", "reentrant-lock"})
        public String implementation = "";
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({
            "interlock",
            "interlock-portable",
            "reentrant-lock",
            "c-pthread-recursive-robust",
            "c-pthread-recursive",
            "boost-recursive-mutex",
            "python"
        })
        public String implementation = "";
    }

    /** Peers whose workers are processes: killing one leaves the others alive. */
    @State(Scope.Benchmark)
    public static class InProcesses {
        @Param({
            "interlock",
            "interlock-portable",
            "c-pthread-recursive-robust",
            "c-pthread-recursive",
            "boost-recursive-mutex",
            "python"
        })
        public String implementation = "";
    }
}
