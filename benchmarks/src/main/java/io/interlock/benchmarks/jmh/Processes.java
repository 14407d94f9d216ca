package io.interlock.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Values of parameter {@code processes} where they depend on the primitive. */
public final class Processes {

    private Processes() {}

    /** One pair, and four. */
    @State(Scope.Benchmark)
    public static class OfPairs {
        @Param({"2", "8"})
        public int processes;
    }

    /** Of a barrier. */
    @State(Scope.Benchmark)
    public static class OfParties {
        @Param({"2", "4"})
        public int processes;
    }

    /** A pipe's two ends. */
    @State(Scope.Benchmark)
    public static class OfPipe {
        @Param("2")
        public int processes;
    }

    /** A consumer and its producers. */
    @State(Scope.Benchmark)
    public static class OfQueue {
        @Param({"2", "3", "4", "8"})
        public int processes;
    }
}
