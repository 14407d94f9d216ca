package io.interlock.benchmarks;

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
 * A barrier that all processes meet at, over and over; a round trip is from one meeting to the next.
 *
 * <p>What is left out: barrier actions, time-outs, parties that come at different times.
 *
 * <pre>java -jar benchmarks.jar BarrierBenchmark -p processes=2 -p placement=apart</pre>
 */
public class BarrierBenchmark extends Forked {

    /** One window in which all processes meet as often as they can. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void handOff(Meetings contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    /** {@code kill -9} of a process that waits at the barrier, until another that waits there is told that it is broken. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 5)
    public void death(Dying party) {
        party.kill();
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Meetings extends HandOffState {

        @Param({"interlock", "interlock-portable", "one-process", "c-pthread-barrier", "python"})
        public String implementation;

        @Param({"2", "4"})
        public int processes;

        @Override
        int processes() {
            return processes;
        }

        @Override
        Shape shape() {
            return Shape.PARTIES;
        }

        @Override
        Implementation implementation() {
            return Subject.BARRIER.implementation(implementation);
        }
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Dying extends DeathState {

        @Param({"interlock", "interlock-portable", "c-pthread-barrier", "python"})
        public String implementation;

        @Override
        Implementation implementation() {
            return Subject.BARRIER.implementation(implementation);
        }
    }
}
