package io.interlock.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes a results directory whose figures are made up: seeded random numbers around values of a plausible size. Nothing
 * of it was measured.
 *
 * <pre>MadeUpResults DIR [IMPLEMENTATION…]</pre>
 */
public final class MadeUpResults {

    public static final List<String> ALL = List.of(
            "interlock",
            "interlock-portable",
            "reentrant-lock",
            "file-channel",
            "jna-pthread-robust",
            "jna-pthread-normal",
            "c-pthread-robust",
            "c-pthread-normal",
            "python");

    private static final String PACKAGE = "made.up.";
    private static final int FORKS = 3;
    private static final int ITERATIONS = 3;
    private static final double NOISE = 0.03;
    private static final List<String> LOADS = List.of("empty", "50in200out", "500in500out");
    private static final Map<String, Double> UNCONTENDED_NS = Map.of(
            "interlock",
            5.4,
            "interlock-portable",
            5.5,
            "reentrant-lock",
            4.6,
            "file-channel",
            1700.0,
            "jna-pthread-robust",
            820.0,
            "jna-pthread-normal",
            790.0,
            "c-pthread-robust",
            9.6,
            "c-pthread-normal",
            6.4,
            "python",
            52.0);
    private static final Map<String, Double> MILLIONS_PER_SECOND = Map.of(
            "interlock",
            47.0,
            "interlock-portable",
            21.0,
            "reentrant-lock",
            40.0,
            "file-channel",
            0.5,
            "jna-pthread-robust",
            1.1,
            "jna-pthread-normal",
            1.2,
            "c-pthread-robust",
            31.0,
            "c-pthread-normal",
            45.0,
            "python",
            2.8);
    private static final Map<String, Double> RECOVERY_US = Map.of(
            "interlock",
            270.0,
            "interlock-portable",
            900.0,
            "file-channel",
            5200.0,
            "jna-pthread-robust",
            140.0,
            "c-pthread-robust",
            130.0);

    private final ObjectMapper json = new ObjectMapper();
    private final ArrayNode results = json.createArrayNode();
    private final SplittableRandom random = new SplittableRandom(42);
    private final Path directory;

    MadeUpResults(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("histograms"));
    }

    public static void main(String[] arguments) throws IOException {
        List<String> names = List.of(arguments).subList(1, arguments.length);
        write(Path.of(arguments[0]), names.isEmpty() ? ALL : names);
    }

    public static Path write(Path directory, List<String> implementations) throws IOException {
        MadeUpResults made = new MadeUpResults(directory);
        made.locks("LockBenchmark", implementations);
        made.references();
        made.finish();
        return directory;
    }

    /** Every scenario of a lock, by this class. */
    void locks(String benchmark, List<String> implementations) throws IOException {
        for (String implementation : implementations) {
            uncontended(benchmark, implementation);
            for (String load : LOADS) {
                for (int processes = 1; processes <= 8; processes *= 2) {
                    contended(benchmark, implementation, load, processes);
                }
            }
            death(benchmark, implementation);
        }
    }

    int count() {
        return results.size();
    }

    /** Writes what was made up. */
    void finish() throws IOException {
        json.writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolve("jmh-result.json").toFile(), results);
        environment();
    }

    private void uncontended(String benchmark, String implementation) {
        result(benchmark + ".uncontended", "avgt", Map.of("implementation", implementation))
                .set("primaryMetric", metric("ns/op", UNCONTENDED_NS.getOrDefault(implementation, 20.0)));
    }

    private void contended(String benchmark, String implementation, String load, int processes) throws IOException {
        Map<String, String> params =
                Map.of("implementation", implementation, "processes", String.valueOf(processes), "load", load);
        ObjectNode result = result(benchmark + ".contended", "ss", params);
        result.set("primaryMetric", metric("ms/op", 450));
        double outside = load.equals("empty") ? 0 : load.startsWith("50in") ? 0.15 : 0.9;
        double millions = 1 / (1 / MILLIONS_PER_SECOND.getOrDefault(implementation, 10.0) + outside);
        ObjectNode secondary = result.putObject("secondaryMetrics");
        secondary.set("total", metric("ops/s", millions * 1e6));
        secondary.set("shareMin", metric("ratio", 0.97 - 0.04 * (processes - 1)));
        secondary.set("jain", metric("ratio", 0.97 - 0.01 * (processes - 1)));
        secondary.set("ownerChanges", metric("1/op", processes == 1 ? 0 : 0.03 + outside / 2));
        secondary.set("cpu", metric("ns/op", 1e3 * Math.min(processes, 2) / millions));
        secondary.set("longestStall", metric("us", 900 * processes));
        double typical = 1e3 / millions;
        double[] times = {1, 1.4, 6, 60, 900, 4000};
        String[] names = {"p50", "p90", "p99", "p99.9", "p99.99", "max"};
        for (int i = 0; i < names.length; i++) {
            secondary.set("acquire." + names[i], metric("ns", typical * times[i] * processes));
        }
        histogram(benchmark, new TreeMap<>(params), typical * processes);
    }

    private void death(String benchmark, String implementation) {
        if (implementation.equals("reentrant-lock")) {
            return;
        }
        ObjectNode result = result(benchmark + ".death", "ss", Map.of("implementation", implementation));
        result.set("primaryMetric", metric("ms/op", 600));
        ObjectNode secondary = result.putObject("secondaryMetrics");
        Double recovery = RECOVERY_US.get(implementation);
        secondary.set("recovered", constant("ratio", recovery == null ? 0 : 1));
        if (recovery != null) {
            secondary.set("recovery", metric("us", recovery));
        }
    }

    void references() {
        result("ReferenceBenchmark.casReleaseStore", "avgt", Map.of()).set("primaryMetric", metric("ns/op", 3.1));
        result("ReferenceBenchmark.casSwap", "avgt", Map.of()).set("primaryMetric", metric("ns/op", 5.3));
        result("ReferenceBenchmark.getAndAdd", "avgt", Map.of()).set("primaryMetric", metric("ns/op", 2.1));
        result("ReferenceBenchmark.memcpy", "avgt", Map.of("bytes", "4096")).set("primaryMetric", metric("ns/op", 27));
        ObjectNode pingPong = result("ReferenceBenchmark.pingPong", "ss", Map.of());
        pingPong.set("primaryMetric", metric("ms/op", 51));
        pingPong.putObject("secondaryMetrics").set("roundTrip", metric("ns", 97));
    }

    ObjectNode result(String benchmark, String mode, Map<String, String> params) {
        ObjectNode result = results.addObject();
        result.put("jmhVersion", "1.37");
        result.put("benchmark", PACKAGE + benchmark);
        result.put("mode", mode);
        result.put("forks", FORKS);
        result.set("params", json.valueToTree(new TreeMap<>(params)));
        return result;
    }

    ObjectNode metric(String unit, double around) {
        ObjectNode metric = json.createObjectNode();
        metric.put("scoreUnit", unit);
        ArrayNode raw = metric.putArray("rawData");
        for (int fork = 0; fork < FORKS; fork++) {
            double middle = around * (1 + NOISE * (random.nextDouble() - 0.5) * 2);
            ArrayNode iterations = raw.addArray();
            for (int i = 0; i < ITERATIONS; i++) {
                iterations.add(middle * (1 + NOISE * (random.nextDouble() - 0.5)));
            }
        }
        metric.put("score", around);
        metric.put("scoreError", "NaN");
        return metric;
    }

    private ObjectNode constant(String unit, double value) {
        ObjectNode metric = json.createObjectNode();
        metric.put("scoreUnit", unit);
        ArrayNode raw = metric.putArray("rawData");
        for (int fork = 0; fork < FORKS; fork++) {
            ArrayNode iterations = raw.addArray();
            for (int i = 0; i < ITERATIONS; i++) {
                iterations.add(value);
            }
        }
        return metric;
    }

    private void histogram(String benchmark, Map<String, String> params, double typicalNs) throws IOException {
        StringBuilder name = new StringBuilder(benchmark + ".contended");
        for (String key : List.of("implementation", "processes", "load")) {
            name.append(',').append(key).append('=').append(params.get(key));
        }
        histogram(name + ",acquire", typicalNs);
    }

    void histogram(String name, double typicalNs) throws IOException {
        Path file = directory.resolve("histograms").resolve(name + ".hlog");
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputComment("made up, not measured");
            writer.outputLogFormatVersion();
            writer.outputLegend();
            for (int fork = 0; fork < FORKS; fork++) {
                Histogram histogram = new Histogram(2);
                for (int i = 0; i < 8_000; i++) {
                    double rare = 1 / (random.nextDouble() + 1e-4);
                    histogram.recordValue((long) (typicalNs * (0.8 + 0.2 * Math.pow(rare, 0.9))) + 1);
                }
                writer.outputIntervalHistogram(fork, fork + 1.0, histogram, 1);
            }
        }
    }

    private void environment() throws IOException {
        Files.writeString(directory.resolve("environment.json"), """
                {
                  "resultFormat": 1,
                  "profile": "quick",
                  "startedAt": "2026-01-31T12:00:00Z",
                  "durationSeconds": 512,
                  "commit": "0000000",
                  "cpuModel": "Made-up processor (test data, nothing was measured)",
                  "cores": 2,
                  "governor": "unknown",
                  "kernel": "Linux 0.0",
                  "os": "Made-up Linux",
                  "virtualization": "kvm",
                  "memoryBytes": 8589934592,
                  "transparentHugePages": "madvise",
                  "jdk": "17.0.15+6 (Made up)",
                  "jvm": "OpenJDK 64-Bit Server VM",
                  "jvmArguments": ["-Xmx64m"],
                  "loadBefore": 0.1,
                  "stealPercent": 0.0,
                  "command": "suite --profile quick",
                  "tools": {"gcc": "12.2.0", "python3": "3.11.2"},
                  "somethingNew": {"ignored": true},
                  "warnings": ["these figures are made up for tests; nothing was measured"]
                }
                """);
        Files.writeString(directory.resolve("skipped.json"), """
                [{"implementation": "boost", "reason": "no C++ compiler found", "hint": "apt-get install g++"}]
                """);
        Files.writeString(directory.resolve("forks.jsonl"), """
                {"round": 1, "benchmark": "made.up.LockBenchmark.contended", "params": {}, "seconds": 2.4, "probeBeforeNs": 96.1, "probeAfterNs": 97.3, "state": "near", "stealPercent": 0.0, "foreignCpuPercent": 0.4, "repeated": false}
                {"round": 2, "benchmark": "made.up.LockBenchmark.contended", "params": {}, "seconds": 2.4, "probeBeforeNs": 330.5, "probeAfterNs": 338.0, "state": "far", "stealPercent": 0.2, "foreignCpuPercent": 0.1, "repeated": true}
                """);
    }
}
