package io.interlock.reports.gate.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Json;
import io.interlock.reports.gate.statistics.Estimate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A comparison that was read from JSON.
 *
 * @param summary one sentence
 * @param problems the benchmarks that could not be compared, with the reasons
 */
public record Compared(
        String base, String head, String summary, List<Finding> findings, List<String> problems, List<String> notes) {

    private static final int FORMAT = 1;

    public Compared {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /**
     * The comparison of one benchmark.
     *
     * @param implementation determines the colour; may be empty
     * @param ratio of times, head over base: above 1 is slower
     * @param threshold as a share
     * @param smallestVisible the minimum detectable slowdown of this run, as a ratio
     * @param noise the A/A ratio of the base in the same run; empty if it was not measured
     */
    public record Finding(
            String name,
            String implementation,
            String unit,
            double base,
            double head,
            Estimate ratio,
            double threshold,
            String verdict,
            double smallestVisible,
            Optional<Estimate> noise) {

        public boolean isSlower() {
            return verdict.equals("slower");
        }

        public boolean isFaster() {
            return verdict.equals("faster");
        }
    }

    public static Compared read(Path file) {
        JsonNode root = Json.read(file);
        Json.requireFormat(root, "comparisonFormat", FORMAT, file.toString());
        List<Finding> findings = new ArrayList<>();
        root.path("benchmarks").forEach(node -> findings.add(finding(node, file)));
        List<String> problems = new ArrayList<>();
        root.path("problems")
                .forEach(node -> problems.add(node.path("file").asText() + ": "
                        + node.path("benchmark").asText() + " "
                        + node.path("reason").asText()));
        List<String> notes = new ArrayList<>();
        root.path("notes").forEach(note -> notes.add(note.asText()));
        return new Compared(
                root.path("base").asText("unknown"),
                root.path("head").asText("unknown"),
                root.path("summary").asText(""),
                findings,
                problems,
                notes);
    }

    private static Finding finding(JsonNode node, Path file) {
        Map<String, String> params = new TreeMap<>();
        node.path("params")
                .properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        String name = name(node, params);
        return new Finding(
                name,
                params.getOrDefault("implementation", ""),
                node.path("unit").asText(""),
                number(node, "base", name, file),
                number(node, "head", name, file),
                estimate(node.path("ratio"), node.path("headForks").asInt(), name, file),
                number(node, "threshold", name, file),
                node.path("verdict").asText("unknown"),
                node.path("smallestVisibleRatio").asDouble(Double.NaN),
                node.has("baseAgainstBase")
                        ? Optional.of(estimate(
                                node.path("baseAgainstBase"),
                                node.path("baseForks").asInt(),
                                name,
                                file))
                        : Optional.empty());
    }

    /** The class and method, the parameters and the metric. */
    private static String name(JsonNode node, Map<String, String> params) {
        String benchmark = node.path("benchmark").asText("");
        int method = benchmark.lastIndexOf('.');
        String start = benchmark.substring(method < 0 ? 0 : benchmark.lastIndexOf('.', method - 1) + 1);
        String values = params.entrySet().stream()
                .map(param -> ", " + param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining());
        String metric = node.path("metric").asText("");
        return start + values + (metric.isEmpty() ? "" : ": " + metric);
    }

    private static Estimate estimate(JsonNode node, int forks, String name, Path file) {
        return new Estimate(
                number(node, "value", name, file),
                number(node, "low", name, file),
                number(node, "high", name, file),
                forks);
    }

    private static double number(JsonNode node, String field, String name, Path file) {
        if (!node.path(field).isNumber()) {
            throw new BadInputException(
                    file + ": " + name + " has no number " + field + "; written by compare --json?");
        }
        return node.path(field).doubleValue();
    }
}
