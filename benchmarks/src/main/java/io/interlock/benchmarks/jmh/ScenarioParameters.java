package io.interlock.benchmarks.jmh;

import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Placement;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** The parameters of the benchmark that runs, whichever state declares them. */
record ScenarioParameters(BenchmarkParams benchmark) {

    Peer peer() {
        return Peers.find(kind(), benchmark.getParam("implementation"));
    }

    PrimitiveKind kind() {
        return PrimitiveKind.ofBenchmark(benchmark.getBenchmark());
    }

    /** Two where there is no such parameter. */
    int processes() {
        return has("processes") ? Integer.parseInt(benchmark.getParam("processes")) : 2;
    }

    boolean has(String name) {
        return benchmark.getParamsKeys().contains(name);
    }

    Load load() {
        return Load.of(benchmark.getParam("load"));
    }

    Placement placement() {
        return Placement.of(benchmark.getParam("placement"));
    }

    static Duration duration(TimeValue time) {
        return Duration.ofNanos(time.convertTo(TimeUnit.NANOSECONDS));
    }
}
