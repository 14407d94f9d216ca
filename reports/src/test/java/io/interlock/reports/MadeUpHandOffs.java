package io.interlock.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** As {@link MadeUpResults}, of primitives by which processes take turns, and of values. Nothing of it was measured. */
final class MadeUpHandOffs {

    private static final Map<String, Double> SEMAPHORES_NS =
            Map.of("interlock", 200.0, "c-sem", 51_000.0, "one-process", 150.0, "python", 55_000.0);
    private static final Map<String, Double> BARRIERS_NS =
            Map.of("interlock", 290.0, "c-pthread-barrier", 12_000.0, "python", 164_000.0);
    private static final Map<String, Double> VALUES_NS =
            Map.of("interlock", 2.4, "one-process", 2.0, "var-handle", 2.2);

    private final MadeUpResults made;

    private MadeUpHandOffs(MadeUpResults made) {
        this.made = made;
    }

    static Path write(Path directory) throws IOException {
        MadeUpResults made = new MadeUpResults(directory);
        add(made);
        made.references();
        made.finish();
        return directory;
    }

    static void add(MadeUpResults made) throws IOException {
        MadeUpHandOffs all = new MadeUpHandOffs(made);
        for (Map.Entry<String, Double> semaphore : SEMAPHORES_NS.entrySet()) {
            all.handOff("SemaphoreBenchmark", semaphore.getKey(), "2", "apart", semaphore.getValue());
        }
        all.handOff("SemaphoreBenchmark", "interlock", "8", "two-cores", 25_000);
        all.handOff("SemaphoreBenchmark", "c-sem", "8", "two-cores", 24_000);
        all.death("interlock", 0);
        all.death("interlock-returning", 1);
        all.death("c-sem", 0);
        for (Map.Entry<String, Double> barrier : BARRIERS_NS.entrySet()) {
            all.handOff("BarrierBenchmark", barrier.getKey(), "2", "apart", barrier.getValue());
        }
        for (Map.Entry<String, Double> value : VALUES_NS.entrySet()) {
            made.result("ValueBenchmark.uncontended", "avgt", Map.of("implementation", value.getKey()))
                    .set("primaryMetric", made.metric("ns/op", value.getValue()));
        }
        made.result("ReentrantLockBenchmark.uncontended", "avgt", Map.of("implementation", "interlock"))
                .set("primaryMetric", made.metric("ns/op", 5.0));
        all.handOff("ReferenceBenchmark", "c-spin", "", "apart", 100);
        all.handOff("ReferenceBenchmark", "c-futex", "", "apart", 47_000);
        all.handOff("ReferenceBenchmark", "c-futex", "", "together", 4_500);
    }

    private void handOff(String benchmark, String implementation, String processes, String placement, double typicalNs)
            throws IOException {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("implementation", implementation);
        if (!processes.isEmpty()) {
            params.put("processes", processes);
        }
        params.put("placement", placement);
        ObjectNode result = made.result(benchmark + ".handOff", "ss", params);
        result.set("primaryMetric", made.metric("ms/op", 450));
        ObjectNode secondary = result.putObject("secondaryMetrics");
        secondary.set("total", made.metric("ops/s", 1e9 / typicalNs));
        secondary.set("shareMin", made.metric("ratio", 0.9));
        secondary.set("cpu", made.metric("ns/op", typicalNs));
        double[] times = {1, 1.1, 1.5, 3, 20, 400};
        String[] names = {"p50", "p90", "p99", "p99.9", "p99.99", "max"};
        StringBuilder file = new StringBuilder(benchmark + ".handOff");
        params.forEach((key, value) -> file.append(',').append(key).append('=').append(value));
        for (int i = 0; i < names.length; i++) {
            secondary.set("roundTrip." + names[i], made.metric("ns", typicalNs * times[i]));
        }
        made.histogram(file + ",roundTrip", typicalNs);
    }

    private void death(String implementation, double recovered) {
        ObjectNode result = made.result("SemaphoreBenchmark.death", "ss", Map.of("implementation", implementation));
        result.set("primaryMetric", made.metric("ms/op", 600));
        ObjectNode secondary = result.putObject("secondaryMetrics");
        secondary.set("recovered", made.metric("ratio", recovered));
        if (recovered > 0) {
            secondary.set("recovery", made.metric("us", 270));
        }
    }
}
