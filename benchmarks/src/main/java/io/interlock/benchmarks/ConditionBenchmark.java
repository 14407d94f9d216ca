package io.interlock.benchmarks;

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
 * A lock and a condition by which two processes take turns: whose turn it is stands in a word that the lock guards.
 *
 * <p>What is left out: several waiters on one condition.
 *
 * <pre>java -jar benchmarks.jar ConditionBenchmark -p processes=2 -p placement=apart</pre>
 */
public class ConditionBenchmark extends Forked {

    /** One window in which two processes, or four times two, take turns. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = WarmUpWindows.COUNT, time = WarmUpWindows.MS, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
    public void handOff(Turns contenders, IterationParams iteration) {
        contenders.window(iteration);
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters first.
    public static class Turns extends HandOffState {

        @Param({"interlock", "interlock-portable", "one-process", "c-pthread-cond", "boost-condition", "python"})
        public String implementation;

        @Param({"2", "8"})
        public int processes;

        @Override
        int processes() {
            return processes;
        }

        @Override
        Implementation implementation() {
            return Subject.CONDITION.implementation(implementation);
        }
    }
}
