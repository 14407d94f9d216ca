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
 * Mutual exclusion between processes, by {@code ShmLock} and by everything else that does it.
 *
 * <p>What is left out: the cost of opening, locks held over system calls, more workers than 8, time-outs, and fairness
 * over longer times than a window. Where there is nothing to do inside the lock, the fastest lock is the one that never
 * changes hands: see {@code ownerChanges} and the other loads.
 *
 * <pre>java -jar benchmarks.jar LockBenchmark.contended -p implementation=interlock -p processes=2 -p load=empty</pre>
 */
public class LockBenchmark extends Forked {

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
        @Param({
            "interlock",
            "interlock-portable",
            "reentrant-lock",
            "file-channel",
            "jna-pthread-robust",
            "jna-pthread-normal"
        })
        public String implementation = "";
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({
            "interlock",
            "interlock-portable",
            "reentrant-lock",
            "file-channel",
            "jna-pthread-robust",
            "jna-pthread-normal",
            "c-pthread-robust",
            "c-pthread-normal",
            "boost-mutex",
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
            "file-channel",
            "jna-pthread-robust",
            "jna-pthread-normal",
            "c-pthread-robust",
            "c-pthread-normal",
            "boost-mutex",
            "python"
        })
        public String implementation = "";
    }
}
