package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.ContendedState;
import io.interlock.benchmarks.jmh.DeathState;
import io.interlock.benchmarks.jmh.HandOffState;
import io.interlock.benchmarks.jmh.Loads;
import io.interlock.benchmarks.jmh.OpenLoopState;
import io.interlock.benchmarks.jmh.Placements;
import io.interlock.benchmarks.jmh.Processes;
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
 * Permits: one of them as a lock, and two semaphores by which two processes take turns.
 *
 * <p>What is left out: several permits at once, and more permits than one: what several hold together guards nothing that
 * could be checked.
 *
 * <pre>java -jar benchmarks.jar SemaphoreBenchmark.handOff -p processes=2 -p placement=apart</pre>
 */
public class SemaphoreBenchmark extends Forked {

    /** Acquire and release by one thread, of a semaphore with one permit. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(InJvm peers, Uncontended.OfLock alone) {
        alone.lockAndUnlock();
    }

    /** One window in which several processes acquire the only permit, increase what it guards, and release it. */
    @Benchmark
    public void contended(Any peers, Loads.Exclusive loads, ContendedState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** One window in which two processes, or four times two, take turns. */
    @Benchmark
    public void handOff(InTurns peers, Processes.OfPairs processes, HandOffState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** One window in which two processes take turns at fixed times: also how long it takes to wake who has waited long. */
    @Benchmark
    public void openLoop(InTurns peers, Placements placements, OpenLoopState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** {@code kill -9} of a process that holds the only permit, while another waits for it. */
    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(InProcesses peers, DeathState holder) {
        holder.kill();
    }

    /** Peers that run in a JVM. */
    @State(Scope.Benchmark)
    public static class InJvm {
        @Param({"interlock", "interlock-portable", "interlock-returning", "one-process"})
        public String implementation = "";
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({
            "interlock",
            "interlock-portable",
            "interlock-returning",
            "one-process",
            "c-sem",
            "boost-semaphore",
            "python"
        })
        public String implementation = "";
    }

    /** Peers that may release first: a bounded semaphore may not. */
    @State(Scope.Benchmark)
    public static class InTurns {
        @Param({"interlock", "interlock-portable", "one-process", "c-sem", "boost-semaphore", "python"})
        public String implementation = "";
    }

    /** Peers whose workers are processes: killing one leaves the others alive. */
    @State(Scope.Benchmark)
    public static class InProcesses {
        @Param({"interlock", "interlock-portable", "interlock-returning", "c-sem", "boost-semaphore", "python"})
        public String implementation = "";
    }
}
