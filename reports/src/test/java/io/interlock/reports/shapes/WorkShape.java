package io.interlock.reports.shapes;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** An amount of work that can be made larger from outside, {@code -Dinjected.percent=10}, to see whether that is found. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorkShape {

    private static final int PERCENT = Integer.getInteger("injected.percent", 0);

    @Param({"200", "1000", "5000"})
    private int work = 200;

    @Benchmark
    public void work() {
        Blackhole.consumeCPU(work + (long) work * PERCENT / 100);
    }
}
