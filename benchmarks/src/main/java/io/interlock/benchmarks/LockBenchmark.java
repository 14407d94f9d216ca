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
 * Mutual exclusion between processes, by {@code ShmLock} and by everything else that does it.
 *
 * <p>What is left out: the cost of opening, locks held over system calls, more contenders than 8, time-outs, and fairness
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
    public void uncontended(Alone alone) {
        alone.lockAndUnlock();
    }

    /** One window in which several processes do nothing but lock, increase what the lock guards, and unlock. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void contended(Contended contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** {@code kill -9} of a process that holds the lock, while another waits for it. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(Dying holder) {
        holder.kill();
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Alone extends UncontendedLockState {

        @Param({
            "interlock",
            "interlock-portable",
            "reentrant-lock",
            "file-channel",
            "jna-pthread-robust",
            "jna-pthread-normal"
        })
        public String implementation;

        @Override
        Implementation implementation() {
            return Subject.LOCK.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Contended extends ContendedState {

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
        public String implementation;

        @Param({"empty", "50in200out", "500in500out"})
        public String load;

        @Override
        Load load() {
            return Load.of(load);
        }

        @Override
        Implementation implementation() {
            return Subject.LOCK.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Dying extends DeathState {

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
        public String implementation;

        @Override
        Implementation implementation() {
            return Subject.LOCK.implementation(implementation);
        }
    }
}
