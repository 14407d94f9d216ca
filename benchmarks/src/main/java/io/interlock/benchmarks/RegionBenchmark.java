package io.interlock.benchmarks;

import io.interlock.benchmarks.jmh.Figures;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import io.interlock.benchmarks.trial.Attaching;
import io.interlock.benchmarks.trial.ForkScope;
import io.interlock.benchmarks.trial.Forked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
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
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class RegionBenchmark extends Forked {

    private static final int TIMES = 200;
    private static final int JVMS = 3;

    /** Many times in one JVM, which has done so before. */
    @Benchmark
    public void attach(Existing memory) {
        Figures.latencies("attach", memory.attaching.here(TIMES));
    }

    /** Once each in JVMs that have done nothing before: most of it is loading classes. */
    @Benchmark
    public void attachCold(Existing memory) {
        Figures.latencies("attach", memory.attaching.inNewJvms(JVMS));
    }

    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls create() first.
    public static class Existing {

        @Param({"interlock", "interlock-portable", "var-handle"})
        public String implementation;

        private Attaching attaching;

        @Setup(Level.Trial)
        public void create() {
            ForkScope.current().watch();
            attaching = Attaching.create(Peers.find(PrimitiveKind.REGION, implementation));
        }

        @TearDown(Level.Trial)
        public void remove() {
            attaching.close();
        }
    }
}
