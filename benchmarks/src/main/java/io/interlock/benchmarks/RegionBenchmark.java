package io.interlock.benchmarks;

import io.interlock.benchmarks.contest.Attaching;
import io.interlock.benchmarks.contest.Fork;
import io.interlock.benchmarks.driver.Subject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Opening a region that exists, finding a number in it, adding one to that, and closing it.
 *
 * <p>What is left out: making it, regions with many primitives or many users, and the start of the JVM itself.
 *
 * <pre>java -jar benchmarks.jar RegionBenchmark</pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class RegionBenchmark extends Forked {

    private static final int TIMES = 200;
    private static final int JVMS = 3;

    /** Many times in one JVM, which has done so before. */
    @Benchmark
    public void attach(Existing memory) {
        Reports.latencies("attach", memory.attaching.here(TIMES));
    }

    /** Once each in JVMs that have done nothing before: most of it is loading classes. */
    @Benchmark
    public void attachCold(Existing memory) {
        Reports.latencies("attach", memory.attaching.inNewJvms(JVMS));
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls create() first.
    public static class Existing {

        @Param({"interlock", "interlock-portable", "var-handle"})
        public String implementation;

        private Attaching attaching;

        @Setup(Level.Trial)
        public void create() {
            Fork.current().watch();
            attaching = Attaching.create(Subject.REGION.implementation(implementation));
        }

        @TearDown(Level.Trial)
        public void remove() {
            attaching.close();
        }
    }
}
