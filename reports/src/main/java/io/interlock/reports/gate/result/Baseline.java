package io.interlock.reports.gate.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A baseline in one file that can be committed: the {@code results} as JMH writes them, without the fields that are not
 * compared, their {@code environment}, and the {@code history} of accepted baselines with the reasons.
 *
 * @param history the latest last
 */
public record Baseline(ResultSet results, List<Acceptance> history) {

    private static final String FORMAT_NAME = "baselineFormat";
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * The reason why results became the baseline.
     *
     * @param date as in {@code 2026-01-31}
     * @param commit the commit of the results, or {@code unknown}
     * @param changes the benchmarks that differ from the former baseline, as text
     */
    public record Acceptance(String date, String commit, String reason, List<String> changes) {

        public Acceptance {
            changes = List.copyOf(changes);
        }
    }

    public Baseline {
        history = List.copyOf(history);
    }

    public static Baseline read(Path file) {
        JsonNode root = Json.read(file);
        if (!isBaseline(root)) {
            throw new BadInputException(file + ": is not a baseline; write one with gate --accept REASON");
        }
        return read(file, root);
    }

    static boolean isBaseline(JsonNode root) {
        return root.has(FORMAT_NAME);
    }

    static Baseline read(Path file, JsonNode root) {
        JsonNode format = root.path(FORMAT_NAME);
        if (!format.isInt() || format.intValue() != FORMAT) {
            throw new BadInputException(file + ": " + FORMAT_NAME + " expected=" + FORMAT + " found=" + format
                    + ": use the reports of the version that made it");
        }
        Environment environment = root.has("environment")
                ? ResultReader.environment(root.path("environment"), file.toString())
                : Environment.UNKNOWN;
        List<Acceptance> history = new ArrayList<>();
        for (JsonNode node : root.path("history")) {
            List<String> changes = new ArrayList<>();
            node.path("changes").forEach(change -> changes.add(change.asText()));
            history.add(new Acceptance(
                    node.path("date").asText(""),
                    node.path("commit").asText("unknown"),
                    node.path("reason").asText(""),
                    changes));
        }
        return new Baseline(ResultReader.alone(file, JmhFile.read(file, root.path("results")), environment), history);
    }

    /** Replaces the file as a whole or not at all. */
    public void write(Path file) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put(FORMAT_NAME, FORMAT);
        if (results.environment().isKnown()) {
            ObjectNode environment = root.putObject("environment");
            environment.put("resultFormat", ResultReader.FORMAT);
            results.environment().facts().forEach(environment::put);
            results.environment().warnings().forEach(environment.putArray("warnings")::add);
        }
        ArrayNode list = root.putArray("results");
        results.results().forEach(result -> write(result, list.addObject()));
        ArrayNode acceptances = root.putArray("history");
        for (Acceptance acceptance : history) {
            ObjectNode node = acceptances.addObject();
            node.put("date", acceptance.date());
            node.put("commit", acceptance.commit());
            node.put("reason", acceptance.reason());
            acceptance.changes().forEach(node.putArray("changes")::add);
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), root);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be written", e);
        }
    }

    private static void write(Result result, ObjectNode node) {
        result.setup().forEach(node::put);
        node.put("benchmark", result.benchmark());
        node.put("mode", result.mode());
        node.set("params", MAPPER.valueToTree(result.params()));
        write(result.primary(), node.putObject("primaryMetric"));
        ObjectNode secondary = node.putObject("secondaryMetrics");
        result.secondary().forEach((name, metric) -> write(metric, secondary.putObject(name)));
    }

    private static void write(Metric metric, ObjectNode node) {
        node.put("scoreUnit", metric.unit());
        node.set("rawData", MAPPER.valueToTree(metric.forks()));
    }
}
