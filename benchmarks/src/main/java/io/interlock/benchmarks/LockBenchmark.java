package io.interlock.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Mutual exclusion between processes, by {@code ShmLock} and by everything else that does it.
 *
 * <p>What is left out: the cost of opening, locks held over system calls, more contenders than 8, time-outs, and fairness
 * over longer times than a window. Where there is nothing to do inside the lock, the fastest lock is the one that never
 * changes hands: see {@code ownerChanges} and the other loads.
 *
 * <pre>java -jar benchmarks.jar LockBenchmark.contended -p implementation=interlock -p processes=2 -p load=empty</pre>
 */
@Fork(
        value = 3,
        jvmArgsPrepend = {
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Xshare:auto",
            "-XX:-UsePerfData"
        })
public class LockBenchmark {

    /** Lock and unlock by one thread, with nothing in between and nobody else around. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void uncontended(UncontendedLock lock) {
        lock.lockAndUnlock();
    }

    /** One window in which several processes do nothing but lock, increase what the lock guards, and unlock. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1, time = 400, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void contended(ContendedLock lock, IterationParams iteration) {
        lock.window(iteration);
    }

    /** {@code kill -9} of a process that holds the lock, while another waits for it. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(DyingHolder holder) {
        holder.kill();
    }
}
