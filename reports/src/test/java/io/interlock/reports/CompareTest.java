package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.reports.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** {@code compare} as its users see it: what is shown, what is written, and the exit status. */
class CompareTest {

    private static final int FORKS = 6;

    @TempDir
    private Path directory;

    private Path base;
    private Path head;

    @BeforeEach
    void files() throws IOException {
        base = new JmhJson(1)
                .time("a.Shop.same", 100, FORKS)
                .time("a.Shop.slower", 100, FORKS)
                .time("a.Shop.muchSlower", 100, FORKS)
                .time("a.Shop.faster", 100, FORKS)
                .with("a.Shop.rate", "thrpt", "ops/us", Map.of("size", "a|b"), 50, FORKS)
                .write(directory.resolve("base.json"));
        head = new JmhJson(2)
                .time("a.Shop.same", 100.3, FORKS)
                .time("a.Shop.slower", 115, FORKS)
                .time("a.Shop.muchSlower", 200, FORKS)
                .time("a.Shop.faster", 50, FORKS)
                .with("a.Shop.rate", "thrpt", "ops/us", Map.of("size", "a|b"), 40, FORKS)
                .write(directory.resolve("head.json"));
    }

    @Test
    void somethingSlowerIsStatusOneAndAllAreListedByEffect() {
        Outcome outcome = compare();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .containsSubsequence("Shop.muchSlower", "Shop.rate", "Shop.slower", "Shop.same", "Shop.faster");
        assertThat(outcome.out()).contains("3 of 5 benchmarks slower, 1 faster, 1 unchanged.");
    }

    @Test
    void aLowerRateIsALongerTime() throws IOException {
        JsonNode rate = find(json(), "a.Shop.rate");
        assertThat(rate.path("verdict").asText()).isEqualTo("slower");
        assertThat(rate.path("ratio").path("value").asDouble()).isBetween(1.2, 1.3);
        assertThat(rate.path("ratio").path("low").asDouble()).isBetween(1.05, 1.25);
    }

    @Test
    void aRunAgainstItselfIsStatusZero() {
        Outcome outcome = Commands.run("compare", base.toString(), base.toString());
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("None of 5 benchmarks slower");
    }

    @Test
    void aHigherThresholdLetsSmallSlowdownsPass() {
        assertThat(compare("--threshold", "30", "--include", "Shop.(slower|same|rate)")
                        .status())
                .isZero();
    }

    @Test
    void aFileHoldsThresholdsOfSingleBenchmarks() throws IOException {
        Path thresholds = Files.writeString(
                directory.resolve("thresholds"), "# percent, benchmark\n150 .* # all others\n5 Shop.muchSlower\n");
        Outcome outcome = compare("--thresholds", thresholds.toString());
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("1 of 5 benchmarks slower");
    }

    @Test
    void aWrongLineOfThresholdsIsNamed() throws IOException {
        Path thresholds = Files.writeString(directory.resolve("thresholds"), "5 .*\nmuch Shop\n");
        Outcome outcome = compare("--thresholds", thresholds.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("thresholds line 2", "\"much\" is not a percentage");
    }

    @Test
    void everyBenchmarkSaysWhatItWouldHaveShown() throws IOException {
        for (JsonNode benchmark : json().path("benchmarks")) {
            assertThat(benchmark.path("smallestVisibleRatio").asDouble()).isBetween(1.05, 1.12);
        }
    }

    @Test
    void junitHasAFailurePerSlowerBenchmark() throws Exception {
        Path file = directory.resolve("out/junit.xml");
        compare("--junit", file.toString());
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(xml.getDocumentElement().getAttribute("tests")).isEqualTo("5");
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("3");
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(3);
    }

    @Test
    void markdownIsOneTableWhoseRowsAllHaveAsManyCells() throws IOException {
        Path file = directory.resolve("table.md");
        compare("--markdown", file.toString());
        List<String> rows = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).hasSize(2 + 5);
        assertThat(rows).allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|")).hasSize(8));
        assertThat(Files.readString(file)).startsWith("### Benchmarks: 3 of 5 benchmarks slower");
    }

    @Test
    void anotherMachineIsComparedByRatiosToTheReference() throws IOException {
        // Twice as slow in everything, and one of them more than that.
        Path slowMachine = machine("slow", 2, 2.4);
        Path fastMachine = machine("fast", 1, 1);
        Outcome outcome = Commands.run("compare", fastMachine.toString(), slowMachine.toString());
        assertThat(outcome.out())
                .contains("cpuModel differs: base fast, head slow", "ratios to ReferenceBenchmark.cas")
                .contains("1 of 2 benchmarks slower, 1 unchanged");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void anotherMachineWithoutReferenceCannotBeCompared() throws IOException {
        Outcome outcome = Commands.run(
                "compare",
                machine("fast", 1, 1).toString(),
                machine("slow", 2, 2).toString(),
                "--reference",
                "Nothing");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("another machine", "--reference");
    }

    private Path machine(String model, double factor, double changed) throws IOException {
        Path results = Files.createDirectories(directory.resolve(model));
        new JmhJson(factor == 1 ? 3 : 4)
                .time("a.ReferenceBenchmark.cas", 5 * factor, FORKS)
                .time("a.Shop.same", 100 * factor, FORKS)
                .time("a.Shop.slower", 100 * changed, FORKS)
                .write(results.resolve("jmh-result.json"));
        Files.writeString(
                results.resolve("environment.json"),
                "{\"resultFormat\": 1, \"cpuModel\": \"" + model + "\", \"cores\": 2}");
        return results;
    }

    private static JsonNode find(JsonNode json, String benchmark) {
        for (JsonNode node : json.path("benchmarks")) {
            if (node.path("benchmark").asText().equals(benchmark)) {
                return node;
            }
        }
        throw new AssertionError(benchmark + " is not in " + json);
    }

    private JsonNode json() throws IOException {
        Path file = directory.resolve("out.json");
        compare("--json", file.toString());
        return new ObjectMapper().readTree(file.toFile());
    }

    private Outcome compare(String... options) {
        List<String> arguments = new ArrayList<>(List.of("compare", base.toString(), head.toString()));
        arguments.addAll(List.of(options));
        return Commands.run(arguments.toArray(String[]::new));
    }
}
