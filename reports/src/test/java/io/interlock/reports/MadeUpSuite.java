package io.interlock.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results of a whole suite, so that every kind of page has something on it. Nothing of it was measured.
 *
 * <pre>MadeUpSuite DIR [RESULTS]</pre>
 */
public final class MadeUpSuite {

    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "p99.99", "max");
    private static final double[] TIMES = {1, 1.2, 2, 8, 40, 900};
    private static final Map<String, Double> QUEUES_NS =
            Map.of("interlock", 300.0, "agrona", 260.0, "chronicle-queue", 900.0, "python", 60_000.0);

    private static final String COMPARISON = """
            {
              "comparisonFormat": 1, "base": "base/jmh-result.json", "head": "head/jmh-result.json", "status": 1,
              "summary": "1 of 3 benchmarks is slower",
              "benchmarks": [
                {"benchmark": "made.up.LockBenchmark.contended", "mode": "ss",
                 "params": {"implementation": "interlock", "processes": "4", "load": "empty"}, "metric": "total",
                 "unit": "ops/s", "base": 4.0e7, "head": 3.2e7, "baseForks": 5, "headForks": 5,
                 "ratio": {"value": 1.25, "low": 1.18, "high": 1.31}, "threshold": 0.05, "verdict": "slower",
                 "smallestVisibleRatio": 1.12, "baseAgainstBase": {"value": 1.01, "low": 0.97, "high": 1.04}},
                {"benchmark": "made.up.LockBenchmark.uncontended", "mode": "avgt",
                 "params": {"implementation": "interlock"}, "metric": "", "unit": "ns/op", "base": 5.4, "head": 5.41,
                 "baseForks": 5, "headForks": 5, "ratio": {"value": 1.002, "low": 0.99, "high": 1.01},
                 "threshold": 0.05, "verdict": "unchanged", "smallestVisibleRatio": 1.07},
                {"benchmark": "made.up.LockBenchmark.uncontended", "mode": "avgt",
                 "params": {"implementation": "python"}, "metric": "", "unit": "ns/op", "base": 52, "head": 48,
                 "baseForks": 5, "headForks": 5, "ratio": {"value": 0.923, "low": 0.85, "high": 1.02},
                 "threshold": 0.05, "verdict": "unclear", "smallestVisibleRatio": 1.2}
              ],
              "problems": [{"file": "head/jmh-result.json", "benchmark": "made.up.LockBenchmark.death",
                            "reason": "missing; base/jmh-result.json has it"}],
              "notes": ["jdk differs: base 17.0.14, head 17.0.15"]
            }
            """;

    private final MadeUpResults made;

    private MadeUpSuite(MadeUpResults made) {
        this.made = made;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            write(Path.of(arguments[0]));
        } else {
            writeMany(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        }
    }

    /** Every scenario that there is. */
    static Path write(Path directory) throws IOException {
        MadeUpResults made = new MadeUpResults(directory);
        made.locks(
                "LockBenchmark", List.of("interlock", "c-pthread-robust", "file-channel", "python", "reentrant-lock"));
        MadeUpHandOffs.add(made);
        new MadeUpSuite(made).queues();
        new MadeUpSuite(made).maps();
        made.references();
        made.finish();
        return directory;
    }

    /** A site with every kind of page. */
    public static void writeSite(Path results, Path site) throws IOException {
        write(results);
        Sites.write(
                results,
                site,
                "--comparison",
                comparison(results).toString(),
                "--history",
                MadeUpHistory.write(results.resolve("history.jsonl")).toString(),
                "--documents",
                Path.of("../core/docs").toString());
    }

    static Path comparison(Path directory) throws IOException {
        return Files.writeString(directory.resolve("comparison.json"), COMPARISON);
    }

    /** At least so many results, of as many locks as that takes. */
    private static void writeMany(Path directory, int results) throws IOException {
        MadeUpResults made = new MadeUpResults(directory);
        for (int i = 1; made.count() < results; i++) {
            made.locks("Lock" + i + "Benchmark", MadeUpResults.ALL);
        }
        made.finish();
    }

    private void queues() throws IOException {
        for (Map.Entry<String, Double> queue : QUEUES_NS.entrySet()) {
            made.result("QueueBenchmark.uncontended", "avgt", Map.of("implementation", queue.getKey()))
                    .set("primaryMetric", made.metric("ns/op", queue.getValue() / 10));
            for (int size = 64; size <= 4096; size *= 64) {
                made.result(
                                "QueueBenchmark.uncontended",
                                "avgt",
                                Map.of("implementation", queue.getKey(), "size", String.valueOf(size)))
                        .set("primaryMetric", made.metric("ns/op", queue.getValue() / 10 + size / 50.0));
            }
            for (int rate = 25; rate <= 75; rate += 25) {
                openLoop(queue.getKey(), rate, queue.getValue());
            }
        }
    }

    private void maps() {
        for (String implementation : List.of("interlock", "chronicle-map", "lmdb", "one-process")) {
            double around = 100 + 40 * implementation.length();
            for (String load : List.of("get", "put")) {
                made.result("MapBenchmark.uncontended", "avgt", Map.of("implementation", implementation, "load", load))
                        .set("primaryMetric", made.metric("ns/op", around));
            }
        }
        attach("attach", "interlock", 4e5);
        attach("attach", "var-handle", 9e3);
        attach("attachCold", "interlock", 4e6);
        attach("attachCold", "var-handle", 1e6);
    }

    private void attach(String method, String implementation, double typicalNs) {
        ObjectNode attach = made.result("RegionBenchmark." + method, "ss", Map.of("implementation", implementation));
        attach.set("primaryMetric", made.metric("ms/op", 300));
        ObjectNode secondary = attach.putObject("secondaryMetrics");
        for (int i = 0; i < PERCENTILES.size(); i++) {
            secondary.set("attach." + PERCENTILES.get(i), made.metric("ns", typicalNs * TIMES[i]));
        }
    }

    private void openLoop(String implementation, int rate, double typicalNs) throws IOException {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("implementation", implementation);
        params.put("placement", "apart");
        params.put("rate", String.valueOf(rate));
        ObjectNode result = made.result("QueueBenchmark.openLoop", "ss", params);
        result.set("primaryMetric", made.metric("ms/op", 450));
        ObjectNode secondary = result.putObject("secondaryMetrics");
        double most = 1e9 / typicalNs;
        secondary.set("maximum", made.metric("ops/s", most));
        secondary.set("intended", made.metric("ops/s", most * rate / 100));
        secondary.set("total", made.metric("ops/s", most * rate / 100));
        double waiting = typicalNs / (1 - rate / 100.0);
        for (int i = 0; i < PERCENTILES.size(); i++) {
            secondary.set("latency." + PERCENTILES.get(i), made.metric("ns", waiting * TIMES[i]));
        }
        StringBuilder name = new StringBuilder("QueueBenchmark.openLoop");
        params.forEach((key, value) -> name.append(',').append(key).append('=').append(value));
        made.histogram(name + ",latency", waiting);
    }
}
