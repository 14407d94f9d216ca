package io.interlock.benchmarks;

import io.interlock.benchmarks.control.Load;
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
    public void uncontended(Alone alone) {
        alone.lockAndUnlock();
    }

    /** One window in which several processes acquire the only permit, increase what it guards, and release it. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void contended(Contended contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** One window in which two processes, or four times two, take turns. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void handOff(Turns contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** One window in which two processes take turns at fixed times: also how long it takes to wake who has waited long. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void openLoop(TurnsAtTimes contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** {@code kill -9} of a process that holds the only permit, while another waits for it. */
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

        @Param({"interlock", "interlock-portable", "interlock-returning", "one-process"})
        public String implementation;

        @Override
        Implementation implementation() {
            return Subject.SEMAPHORE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Contended extends ContendedState {

        @Param({
            "interlock",
            "interlock-portable",
            "interlock-returning",
            "one-process",
            "c-sem",
            "boost-semaphore",
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
            return Subject.SEMAPHORE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Turns extends HandOffState {

        @Param({"interlock", "interlock-portable", "one-process", "c-sem", "boost-semaphore", "python"})
        public String implementation;

        @Param({"2", "8"})
        public int processes;

        @Override
        int processes() {
            return processes;
        }

        @Override
        Implementation implementation() {
            return Subject.SEMAPHORE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class TurnsAtTimes extends OpenLoopState {

        @Param({"interlock", "interlock-portable", "one-process", "c-sem", "boost-semaphore", "python"})
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
            return Subject.SEMAPHORE.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Dying extends DeathState {

        @Param({"interlock", "interlock-portable", "interlock-returning", "c-sem", "boost-semaphore", "python"})
        public String implementation;

        @Override
        Implementation implementation() {
            return Subject.SEMAPHORE.implementation(implementation);
        }
    }
}
