package io.interlock.reports.gate.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.reports.gate.compare.Measure;
import io.interlock.reports.gate.compare.Side;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.statistics.Bootstrap;
import io.interlock.reports.gate.statistics.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of runs, with one line of JSON for each run, to which lines are only added. A line holds {@code historyFormat} 1, {@code commit},
 * {@code date}, {@code machine}, {@code jdk}, and {@code benchmarks}, each with its score and 95 % interval.
 */
public final class History {

    private static final int FORMAT = 1;
    /** Older runs stay in the file. Finding changes among more takes long, and a chart of more is unreadable. */
    private static final int MAX_POINTS = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<JsonNode> runs;

    private History(List<JsonNode> runs) {
        this.runs = runs;
    }

    public static History read(Path file) {
        List<String> lines;
        if (!Files.exists(file)) {
            throw new BadInputException(file + ": no such file; add a first run with --add RESULTS");
        }
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read as text", e);
        }
        List<JsonNode> runs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                runs.add(run(lines.get(i), file + " line " + (i + 1)));
            }
        }
        return new History(runs);
    }

    private static JsonNode run(String line, String where) {
        JsonNode run;
        try {
            run = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BadInputException(
                    where + ": is not valid JSON; was it cut off? Remove the line, and add that run again", e);
        }
        if (run.path("historyFormat").asInt(-1) != FORMAT) {
            throw new BadInputException(where + ": historyFormat expected=" + FORMAT + " found="
                    + (run.has("historyFormat") ? run.path("historyFormat").toString() : "none"));
        }
        return run;
    }

    /**
     * Appends a run, whose line is written at once.
     *
     * @param date as in {@code 2026-01-31T12:00:00Z}
     */
    public static void add(Path file, Side run, String commit, String date) {
        if (Files.exists(file)) {
            read(file); // Fails for a damaged file before more is added to it.
        }
        ObjectNode line = MAPPER.createObjectNode();
        line.put("historyFormat", FORMAT);
        line.put("commit", commit);
        line.put("date", date);
        line.put("machine", machine(run));
        line.put("jdk", jdk(run));
        ArrayNode benchmarks = line.putArray("benchmarks");
        for (Measure measure : run.measures().values()) {
            Estimate score = Bootstrap.estimate(measure.values());
            ObjectNode node = benchmarks.addObject();
            node.put("name", measure.name());
            node.put("benchmark", measure.benchmark());
            node.put("mode", measure.mode());
            node.set("params", MAPPER.valueToTree(measure.params()));
            node.put("metric", measure.metric());
            node.put("unit", measure.values().unit());
            node.put("moreIsBetter", measure.moreIsBetter());
            node.put("value", score.value());
            node.put("low", score.low());
            node.put("high", score.high());
            node.put("forks", score.forks());
        }
        try {
            Files.writeString(
                    file, MAPPER.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be written", e);
        }
    }

    private static String machine(Side run) {
        String model = run.environment().fact("cpuModel");
        return model.equals("unknown")
                ? model
                : model + ", " + run.environment().fact("cores") + " cores";
    }

    private static String jdk(Side run) {
        String known = run.environment().fact("jdk");
        return known.equals("unknown") ? run.setup().getOrDefault("jdkVersion", known) : known;
    }

    public int size() {
        return runs.size();
    }

    /**
     * Returns each figure of each machine, in the order of the first appearance.
     *
     * @param threshold as a share: smaller changes are not marked
     */
    public List<Trend> trends(double threshold) {
        Map<List<String>, List<JsonNode[]>> series = new LinkedHashMap<>();
        for (JsonNode run : runs) {
            for (JsonNode benchmark : run.path("benchmarks")) {
                List<String> key = List.of(
                        run.path("machine").asText("unknown"),
                        benchmark.path("benchmark").asText(),
                        benchmark.path("mode").asText(),
                        benchmark.path("params").toString(),
                        benchmark.path("metric").asText(),
                        benchmark.path("unit").asText());
                series.computeIfAbsent(key, k -> new ArrayList<>()).add(new JsonNode[] {run, benchmark});
            }
        }
        return series.values().stream().map(points -> trend(points, threshold)).toList();
    }

    private static Trend trend(List<JsonNode[]> all, double threshold) {
        List<JsonNode[]> series = all.subList(Math.max(0, all.size() - MAX_POINTS), all.size());
        List<Trend.Point> points = new ArrayList<>();
        for (JsonNode[] point : series) {
            points.add(new Trend.Point(
                    point[0].path("commit").asText("unknown"),
                    point[0].path("date").asText(""),
                    new Estimate(
                            point[1].path("value").asDouble(),
                            point[1].path("low").asDouble(),
                            point[1].path("high").asDouble(),
                            point[1].path("forks").asInt())));
        }
        JsonNode latest = series.get(series.size() - 1)[1];
        boolean more = latest.path("moreIsBetter").asBoolean();
        Map<String, String> params = new TreeMap<>();
        latest.path("params")
                .properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        return new Trend(
                latest.path("name").asText(),
                latest.path("benchmark").asText(),
                new TreeMap<>(params),
                latest.path("metric").asText(),
                latest.path("unit").asText(),
                more,
                series.get(0)[0].path("machine").asText("unknown"),
                points,
                changes(points, more, threshold));
    }

    private static List<Trend.Change> changes(List<Trend.Point> points, boolean moreIsBetter, double threshold) {
        if (points.stream().anyMatch(point -> !(point.score().value() > 0))) {
            return List.of(); // Levels are compared by ratios.
        }
        double[] logs = points.stream()
                .mapToDouble(point ->
                        (moreIsBetter ? -1 : 1) * Math.log(point.score().value()))
                .toArray();
        List<Integer> begins = new ArrayList<>(List.of(0));
        begins.addAll(ChangePoints.of(logs));
        begins.add(logs.length);
        List<Trend.Change> changes = new ArrayList<>();
        for (int i = 1; i < begins.size() - 1; i++) {
            double before = median(logs, begins.get(i - 1), begins.get(i));
            double after = median(logs, begins.get(i), begins.get(i + 1));
            if (Math.abs(after - before) >= Math.log1p(threshold)) {
                int index = begins.get(i);
                changes.add(new Trend.Change(index, points.get(index).commit(), Math.exp(after - before)));
            }
        }
        return List.copyOf(changes);
    }

    private static double median(double[] values, int from, int to) {
        return Bootstrap.medians(new double[][] {Arrays.copyOfRange(values, from, to)})[0];
    }
}
