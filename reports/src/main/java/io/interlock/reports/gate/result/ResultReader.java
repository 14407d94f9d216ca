package io.interlock.reports.gate.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Reads a results directory or a single JMH result file. Unknown fields are ignored. */
public final class ResultReader {

    /** The format that this class reads; {@code benchmarks/RESULTS.md} describes it. */
    static final int FORMAT = 1;

    private static final String RESULTS = "jmh-result.json";
    private static final Set<String> NOT_FACTS = Set.of("resultFormat", "warnings");

    private ResultReader() {}

    public static ResultSet read(Path path) {
        if (Files.isRegularFile(path)) {
            JsonNode root = Json.read(path);
            return Baseline.isBaseline(root)
                    ? Baseline.read(path, root).results()
                    : alone(path, JmhFile.read(path, root), Environment.UNKNOWN);
        }
        if (!Files.isDirectory(path)) {
            throw new BadInputException(path + ": no such file or directory; run the benchmarks first");
        }
        return readDirectory(path.toAbsolutePath());
    }

    /** Of a file with nothing beside it. */
    static ResultSet alone(Path file, List<Result> results, Environment environment) {
        Path directory = file.toAbsolutePath().getParent();
        return new ResultSet(
                directory == null ? file : directory,
                results,
                environment,
                List.of(),
                List.of(),
                Histograms.none(),
                List.of(file.toAbsolutePath()));
    }

    private static ResultSet readDirectory(Path directory) {
        Path results = directory.resolve(RESULTS);
        if (!Files.isRegularFile(results)) {
            throw new BadInputException(results + ": no such file; run the benchmarks first");
        }
        List<Path> files = new ArrayList<>();
        for (String name : List.of(RESULTS, "environment.json", "forks.jsonl", "skipped.json")) {
            if (Files.isRegularFile(directory.resolve(name))) {
                files.add(directory.resolve(name));
            }
        }
        // Checked first, because the other files of a directory in another format may have other meanings.
        Environment environment = environment(directory.resolve("environment.json"));
        Histograms histograms = Histograms.in(directory.resolve("histograms"));
        files.addAll(histograms.files());
        return new ResultSet(
                directory,
                JmhFile.read(results, Json.read(results)),
                environment,
                forks(directory.resolve("forks.jsonl")),
                skipped(directory.resolve("skipped.json")),
                histograms,
                files);
    }

    private static Environment environment(Path file) {
        if (!Files.isRegularFile(file)) {
            return Environment.UNKNOWN;
        }
        return environment(Json.read(file), file.toString());
    }

    static Environment environment(JsonNode root, String file) {
        Json.requireFormat(root, "resultFormat", FORMAT, file);
        Map<String, String> facts = new LinkedHashMap<>();
        root.properties().stream()
                .filter(entry -> !NOT_FACTS.contains(entry.getKey()))
                .forEach(entry -> facts.put(entry.getKey(), asText(entry.getValue())));
        List<String> warnings = new ArrayList<>();
        root.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return new Environment(facts, warnings);
    }

    private static String asText(JsonNode value) {
        if (value.isArray()) {
            StringJoiner items = new StringJoiner(" ");
            value.forEach(item -> items.add(item.asText()));
            return items.toString();
        }
        if (value.isObject()) {
            StringJoiner items = new StringJoiner(", ");
            value.properties()
                    .forEach(entry ->
                            items.add(entry.getKey() + " " + entry.getValue().asText()));
            return items.toString();
        }
        return value.asText();
    }

    private static List<Fork> forks(Path file) {
        List<Fork> forks = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return forks;
        }
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                JsonNode fork = Json.parse(lines.get(i), file + " line " + (i + 1));
                forks.add(new Fork(
                        fork.path("benchmark").asText(""),
                        fork.path("probeBeforeNs").asDouble(Double.NaN),
                        fork.path("probeAfterNs").asDouble(Double.NaN),
                        fork.path("state").asText("unknown"),
                        fork.path("stealPercent").asDouble(0),
                        fork.path("repeated").asBoolean(false)));
            }
        }
        return forks;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read as text", e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<Skipped> skipped(Path file) {
        List<Skipped> skipped = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            Json.read(file)
                    .forEach(node -> skipped.add(new Skipped(
                            node.path("implementation").asText("unknown"),
                            texts(node.path("benchmarks")),
                            node.path("reason").asText("no reason given"),
                            node.path("hint").asText(""))));
        }
        return skipped;
    }
}
