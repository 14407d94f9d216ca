package io.interlock.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Values of parameter {@code load}, see {@link io.interlock.benchmarks.harness.control.Load}. */
public final class Loads {

    private Loads() {}

    /** Of numbers. */
    @State(Scope.Benchmark)
    public static class Empty {
        @Param("empty")
        public String load = "";
    }

    /** Of locks that exclude everybody. */
    @State(Scope.Benchmark)
    public static class Exclusive {
        @Param({"empty", "50in200out", "500in500out"})
        public String load = "";
    }

    /** Of locks for readers and writers. */
    @State(Scope.Benchmark)
    public static class Shared {
        @Param({"0writers", "10writers"})
        public String load = "";
    }

    /** Of maps. */
    @State(Scope.Benchmark)
    public static class Stored {
        @Param({"get", "put"})
        public String load = "";
    }

    /** Of lists. */
    @State(Scope.Benchmark)
    public static class Listed {
        @Param({"get", "append"})
        public String load = "";
    }
}
