package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.HandOffState;
import io.interlock.benchmarks.jmh.Hardware;
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
 * What the machine itself takes: no lock between processes can be faster than these. They also tell one machine from another.
 *
 * <pre>java -jar benchmarks.jar ReferenceBenchmark</pre>
 */
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ReferenceBenchmark extends Forked {

    /** Taking and leaving a word of mapped memory: the least that a lock can do. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public boolean casReleaseStore(Hardware.MappedWord word) {
        boolean taken = word.compareAndSet(0, 1);
        word.setRelease(0);
        return taken;
    }

    /** The same with a swap at the end, as a lock needs that keeps a waiters bit in its word. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public long casSwap(Hardware.MappedWord word) {
        return word.compareAndSet(0, 1) ? word.getAndSet(0) : -1;
    }

    /** One atomic addition to a word of mapped memory: the least that a counter can do. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public long getAndAdd(Hardware.MappedWord word) {
        return word.getAndAdd(1);
    }

    /** Copying memory that nobody else uses: the least that moving a message or a value of this size can do. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void memcpy(Hardware.MemoryBlocks blocks) {
        blocks.copy();
    }

    /** One window of a cache line going back and forth between two processes that spin. */
    @Benchmark
    @Warmup(iterations = 2, time = 50, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 50, timeUnit = TimeUnit.MILLISECONDS)
    public void pingPong(Hardware.CacheLine line, IterationParams iteration) {
        line.bounce(iteration);
    }

    /** One window of two processes in C that take turns: by a word that each spins on, or by a futex that it sleeps in. */
    @Benchmark
    public void handOff(Any peers, HandOffState workers, IterationParams iteration) {
        workers.window(iteration);
    }

    /** Two words that both sides spin on, and a futex. */
    @State(Scope.Benchmark)
    public static class Any {
        @Param({"c-spin", "c-futex"})
        public String implementation = "";
    }
}
