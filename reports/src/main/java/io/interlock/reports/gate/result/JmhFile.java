package io.interlock.reports.gate.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the files of JMH's {@code -rf json}, and refuses values that cannot be measurements. */
final class JmhFile {

    private static final List<String> SETUP =
            List.of("jmhVersion", "jdkVersion", "vmName", "vmVersion", "jvmArgs", "threads");

    private final Path file;

    private JmhFile(Path file) {
        this.file = file;
    }

    /** @param root what is in the file, or in that part of it */
    static List<Result> read(Path file, JsonNode root) {
        return new JmhFile(file).results(root);
    }

    private List<Result> results(JsonNode root) {
        if (!root.isArray()) {
            throw bad("is not a JMH result file: expected an array of benchmarks; run JMH with -rf json");
        }
        if (root.isEmpty()) {
            throw bad("has no result; did the run select any benchmark?");
        }
        List<Result> results = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : root) {
            Result result = result(node);
            if (!names.add(result.mode() + " " + result.benchmark() + result.params())) {
                throw bad(result.name() + " occurs twice");
            }
            results.add(result);
        }
        return results;
    }

    private Result result(JsonNode node) {
        String benchmark = node.path("benchmark").asText("");
        JsonNode primary = node.path("primaryMetric");
        if (benchmark.isEmpty() || !primary.isObject()) {
            throw bad("is not a JMH result file: an element has no benchmark or no primaryMetric");
        }
        Map<String, String> params = new TreeMap<>();
        node.path("params")
                .properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        String name = benchmark + params;
        Map<String, Metric> secondary = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("secondaryMetrics").properties()) {
            List<List<Double>> forks = forks(entry.getValue(), name + ", metric " + entry.getKey());
            // A metric without a value in any window (no process recovered) is absent, not wrong.
            if (!forks.isEmpty()) {
                secondary.put(entry.getKey(), new Metric(unit(entry.getValue()), forks));
            }
        }
        List<List<Double>> forks = forks(primary, name);
        if (forks.isEmpty()) {
            throw bad(name + " has no iteration: a failed run");
        }
        return new Result(
                benchmark,
                node.path("mode").asText(""),
                new TreeMap<>(params),
                new Metric(unit(primary), forks),
                secondary,
                setup(node));
    }

    private static SortedMap<String, String> setup(JsonNode node) {
        SortedMap<String, String> setup = new TreeMap<>();
        for (String name : SETUP) {
            JsonNode value = node.path(name);
            if (!value.isMissingNode()) {
                setup.put(name, value.isValueNode() ? value.asText() : value.toString());
            }
        }
        return setup;
    }

    private static String unit(JsonNode metric) {
        return metric.path("scoreUnit").asText("");
    }

    private List<List<Double>> forks(JsonNode metric, String name) {
        boolean sampled = metric.has("rawDataHistogram");
        JsonNode raw = metric.path(sampled ? "rawDataHistogram" : "rawData");
        if (!raw.isArray()) {
            throw bad(name + " has no rawData; was the file written by JMH's -rf json?");
        }
        List<List<Double>> forks = new ArrayList<>();
        for (JsonNode fork : raw) {
            List<Double> iterations = new ArrayList<>();
            for (JsonNode iteration : fork) {
                iterations.add(finite(sampled ? meanOf(iteration) : number(iteration), name));
            }
            if (!iterations.isEmpty()) {
                forks.add(iterations);
            }
        }
        return forks;
    }

    /** JMH writes NaN as a string. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    /** Mode SampleTime writes pairs of a value and its count; the score is their mean. */
    private static double meanOf(JsonNode pairs) {
        double sum = 0;
        double count = 0;
        for (JsonNode pair : pairs) {
            sum += number(pair.path(0)) * number(pair.path(1));
            count += number(pair.path(1));
        }
        return sum / count;
    }

    private double finite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw bad(name + " has a score that is not a number: a failed run");
        }
        return value;
    }

    private BadInputException bad(String what) {
        return new BadInputException(file + ": " + what);
    }
}
