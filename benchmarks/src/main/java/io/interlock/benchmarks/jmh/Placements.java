package io.interlock.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Values of parameter {@code placement} for hand-overs at fixed times. */
@State(Scope.Benchmark)
public class Placements {
    @Param({"apart", "two-cores"})
    public String placement = "";
}
