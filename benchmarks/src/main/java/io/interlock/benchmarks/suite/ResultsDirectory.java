package io.interlock.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.benchmarks.jmh.HistogramLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Where a run writes; RESULTS.md says what. */
final class ResultsDirectory {

    private static final Pattern HISTOGRAM = Pattern.compile("[.](hlog|hgrm)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    private ResultsDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the directory, and removes what an earlier run wrote there: a failed run must not leave older figures. What an
     * unfinished run has finished stays.
     */
    static ResultsDirectory prepare(Path directory) throws IOException {
        ResultsDirectory results = new ResultsDirectory(directory);
        Files.createDirectories(results.histograms());
        for (String name : List.of("jmh-result.json", "environment.json", "forks.jsonl", "skipped.json")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        try (Stream<Path> logs = Files.list(results.histograms())) {
            for (Path log :
                    logs.filter(p -> HISTOGRAM.matcher(p.toString()).find()).toList()) {
                Files.delete(log);
            }
        }
        return results;
    }

    /** Of a run that can be continued. */
    Path unfinished() {
        return directory.resolve("unfinished");
    }

    /** Everything that JMH prints. */
    Path log() {
        return directory.resolve("jmh.log");
    }

    void write(List<ForkResult> forks, RunEnvironment environment, List<SkippedPeer> skipped) throws IOException {
        writeHistograms(forks);
        writeForks(forks);
        writeJson("skipped.json", skipped);
        writeJson("environment.json", environment.toJson(JSON, forks));
        writeJmh(forks);
    }

    private void writeJmh(List<ForkResult> forks) throws IOException {
        try (PrintStream out =
                new PrintStream(directory.resolve("jmh-result.json").toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(Merger.merge(forks));
        }
    }

    private void writeForks(List<ForkResult> forks) throws IOException {
        CacheState state = CacheState.of(forks);
        List<String> lines = new ArrayList<>();
        for (ForkResult fork : forks) {
            ObjectNode line = JSON.createObjectNode();
            line.put("round", fork.round());
            line.put("benchmark", fork.fork().benchmark());
            line.set("params", JSON.valueToTree(fork.fork().parameters()));
            line.put("seconds", rounded(fork.seconds()));
            line.put("probeBeforeNs", rounded(fork.probeBeforeNs()));
            line.put("probeAfterNs", rounded(fork.probeAfterNs()));
            line.put("state", state.name(fork));
            line.put("stealPercent", rounded(fork.load().stealPercent()));
            line.put("foreignCpuPercent", rounded(fork.load().foreignCpuPercent()));
            line.put("repeated", fork.repeated());
            lines.add(JSON.writeValueAsString(line));
        }
        Files.write(directory.resolve("forks.jsonl"), lines);
    }

    private void writeHistograms(List<ForkResult> forks) {
        Merger.byFork(forks).forEach((name, ofName) -> {
            TreeSet<String> metrics = new TreeSet<>();
            ofName.forEach(fork -> metrics.addAll(fork.histograms().keySet()));
            for (String metric : metrics) {
                List<Histogram> intervals = ofName.stream()
                        .filter(fork -> fork.histograms().containsKey(metric))
                        .map(fork -> fork.histograms().get(metric))
                        .toList();
                HistogramLog.write(histograms().resolve(name + "," + metric + ".hlog"), intervals);
                HistogramLog.writePercentiles(histograms().resolve(name + "," + metric + ".hgrm"), intervals);
            }
        });
    }

    private void writeJson(String name, Object value) throws IOException {
        JSON.writer(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve(name).toFile(), value);
    }

    private Path histograms() {
        return directory.resolve("histograms");
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
