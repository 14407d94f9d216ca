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
 * Locks that several hold to read, or one to write: with readers only, and where every tenth operation writes.
 *
 * <p>What is left out: readers that stay long, for which such locks are made. With nothing to do inside, every lock for
 * readers and writers is slower than a plain one.
 *
 * <pre>java -jar benchmarks.jar ReadWriteLockBenchmark.contended -p processes=2</pre>
 */
public class ReadWriteLockBenchmark extends Forked {

    /** Lock to write and unlock by one thread, with nothing in between and nobody else around. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(InJvm peers, Uncontended.OfLock alone) {
        alone.lockAndUnlock();
    }

    /** One window in which several processes lock, read or increase what the lock guards, and unlock. */
    @Benchmark
    public void contended(Any peers, Loads.Shared loads, ContendedState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** Peers that run in a JVM. */
    @State(Scope.Benchmark)
    public static class InJvm {
        @Param({"interlock", "interlock-portable", "one-process"})
        public String implementation = "";
    }

    /** All peers. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"interlock", "interlock-portable", "one-process", "c-pthread-rwlock", "boost-sharable-mutex"})
        public String implementation = "";
    }
}
