package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be compared never passes: exit status 2, and a message that names file and benchmark. */
class CompareBadInputTest {

    private static final int FORKS = 5;

    @TempDir
    private Path directory;

    private Path base;

    @BeforeEach
    void base() throws IOException {
        base = new JmhJson(1)
                .time("a.Shop.buy", 100, FORKS)
                .time("a.Shop.sell", 100, FORKS)
                .write(directory.resolve("base.json"));
    }

    @Test
    void noSuchFile() {
        assertThat(refused(directory.resolve("nowhere.json"))).contains("nowhere.json", "no such");
    }

    @Test
    void emptyFile() throws IOException {
        assertThat(refused(head(""))).contains("head.json", "is empty");
        assertThat(refused(head("[]"))).contains("head.json", "has no result");
    }

    @Test
    void missingOnOneSideIsNamedWithTheWayOut() throws IOException {
        Path head = new JmhJson(2).time("a.Shop.buy", 100, FORKS).write(directory.resolve("less.json"));
        Outcome outcome = Commands.run("compare", base.toString(), head.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("less.json: a.Shop.sell", "base.json has it", "--ignore-missing");
    }

    @Test
    void whereNothingCouldBeComparedTheLastLineSaysSo() throws IOException {
        Path one = new JmhJson(2).time("a.Shop.buy", 100, 1).write(directory.resolve("one.json"));
        Outcome outcome = Commands.run("compare", one.toString(), one.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("one.json: a.Shop.buy", "one fork", "-f 3");
        assertThat(outcome.out())
                .contains("Nothing was compared: 1 benchmark could not be.")
                .doesNotContain("None of");
    }

    @Test
    void aFileAgainstItselfIsSaid() {
        Outcome outcome = Commands.run("compare", base.toString(), base.toString());
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("base and head are the same");
    }

    @Test
    void truncatedFile() throws IOException {
        String whole = Files.readString(base);
        assertThat(refused(head(whole.substring(0, whole.length() * 2 / 3)))).contains("head.json", "cut off");
    }

    @Test
    void foreignFile() throws IOException {
        assertThat(refused(head("{\"tests\": 3}"))).contains("head.json", "not a JMH result file");
        assertThat(refused(head("<xml/>"))).contains("head.json", "not valid JSON");
    }

    @Test
    void resultsOfDifferentVersionsInOneFile() throws IOException {
        new JmhJson(2)
                .time("a.Shop.buy", 100, FORKS)
                .time("a.Shop.sell", 100, FORKS)
                .field("jmhVersion", "1.21")
                .write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json")))
                .contains("head.json", "jmhVersion", "1.37", "1.21", "Shop.sell");
    }

    @Test
    void anotherResultFormat() throws IOException {
        Path results = Files.createDirectories(directory.resolve("results"));
        Files.copy(base, results.resolve("jmh-result.json"));
        Files.writeString(results.resolve("environment.json"), "{\"resultFormat\": 7}");
        assertThat(refused(results)).contains("environment.json", "expected=1", "found=7");
    }

    @Test
    void benchmarkMissingInHead() throws IOException {
        new JmhJson(2).time("a.Shop.buy", 100, FORKS).write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json"))).contains("head.json: a.Shop.sell (avgt): is missing");
    }

    @Test
    void benchmarkMissingInBase() throws IOException {
        new JmhJson(2)
                .time("a.Shop.buy", 100, FORKS)
                .time("a.Shop.sell", 100, FORKS)
                .time("a.Shop.steal", 100, FORKS)
                .write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json"))).contains("base.json: a.Shop.steal (avgt): is missing");
    }

    @Test
    void missingOnesMayBeIgnoredAndAreStillSaid() throws IOException {
        new JmhJson(2).time("a.Shop.buy", 100, FORKS).write(directory.resolve("head.json"));
        Outcome outcome = Commands.run(
                "compare", base.toString(), directory.resolve("head.json").toString(), "--ignore-missing");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("note: ", "a.Shop.sell (avgt): is missing");
    }

    @Test
    void nothingInCommon() throws IOException {
        new JmhJson(2).time("b.Other.thing", 100, FORKS).write(directory.resolve("head.json"));
        Outcome outcome = Commands.run(
                "compare", base.toString(), directory.resolve("head.json").toString(), "--ignore-missing");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void scoreIsNoNumber() throws IOException {
        new JmhJson(2)
                .time("a.Shop.buy", 100, FORKS)
                .time("a.Shop.sell", 100, FORKS)
                .field(
                        "primaryMetric",
                        Map.of("scoreUnit", "ns/op", "rawData", List.of(List.of("NaN"), List.of("NaN"))))
                .write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json"))).contains("head.json", "a.Shop.sell", "not a number");
    }

    @Test
    void scoreOfZero() throws IOException {
        new JmhJson(2)
                .time("a.Shop.buy", 0, FORKS)
                .time("a.Shop.sell", 100, FORKS)
                .write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json"))).contains("head.json", "a.Shop.buy", "zero");
    }

    @Test
    void differentUnits() throws IOException {
        new JmhJson(2)
                .time("a.Shop.buy", 100, FORKS)
                .with("a.Shop.sell", "avgt", "us/op", Map.of(), 0.1, FORKS)
                .write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json")))
                .contains("head.json: a.Shop.sell (avgt): unit is us/op, but ns/op");
    }

    @Test
    void differentNumbersOfThreads() throws IOException {
        new JmhJson(2)
                .time("a.Shop.buy", 100, FORKS)
                .time("a.Shop.sell", 100, FORKS)
                .field("threads", 4)
                .write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json"))).contains("a.Shop.sell", "threads=4, but 1");
    }

    @Test
    void oneForkOnly() throws IOException {
        new JmhJson(2)
                .time("a.Shop.buy", 100, FORKS)
                .time("a.Shop.sell", 100, 1)
                .write(directory.resolve("head.json"));
        assertThat(refused(directory.resolve("head.json")))
                .contains("head.json: a.Shop.sell (avgt)", "one fork", "-f 3");
    }

    @Test
    void whatIsSlowerIsSaidEvenIfSomethingElseCannotBeCompared() throws IOException {
        new JmhJson(2).time("a.Shop.buy", 200, FORKS).write(directory.resolve("head.json"));
        Outcome outcome = Commands.run(
                "compare", base.toString(), directory.resolve("head.json").toString());
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).contains("1 of 1 benchmark slower", "1 benchmark could not be compared");
        assertThat(outcome.err()).contains("a.Shop.sell (avgt): is missing");
    }

    @Test
    void metricWhoseDirectionNobodyKnows() throws IOException {
        Map<String, Object> secondary =
                Map.of("hits", Map.of("scoreUnit", "#", "rawData", List.of(List.of(1.0), List.of(2.0))));
        for (Path file : List.of(base, directory.resolve("head.json"))) {
            new JmhJson(2)
                    .time("a.Shop.buy", 100, FORKS)
                    .field("secondaryMetrics", secondary)
                    .write(file);
        }
        Outcome outcome = Commands.run(
                "compare", base.toString(), directory.resolve("head.json").toString(), "--metric", "hits");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("base.json", "Shop.buy", "hits:more or hits:less");
    }

    @Test
    void wrongRegularExpression() {
        Outcome outcome = Commands.run("compare", base.toString(), base.toString(), "--include", "(");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--include=(", "not a regular expression");
    }

    private Path head(String content) throws IOException {
        return Files.writeString(directory.resolve("head.json"), content);
    }

    private String refused(Path head) {
        Outcome outcome = Commands.run("compare", base.toString(), head.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).doesNotContain("Exception");
        return outcome.err();
    }
}
