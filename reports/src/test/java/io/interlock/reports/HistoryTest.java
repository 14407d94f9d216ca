package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.Commands.Outcome;
import io.interlock.reports.gate.history.History;
import io.interlock.reports.gate.history.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void file() {
        file = directory.resolve("history.jsonl");
    }

    @Test
    void aRunIsOneLineMoreAndChangesNoOther() throws IOException {
        assertThat(add(1, 100).status()).isZero();
        List<String> before = Files.readAllLines(file);
        assertThat(add(2, 100).status()).isZero();
        List<String> after = Files.readAllLines(file);
        assertThat(after).hasSize(2).startsWith(before.get(0));
    }

    @Test
    void aChangeIsListedWithTheCommitItBeganWith() throws IOException {
        for (int run = 1; run <= 12; run++) {
            add(run, run < 8 ? 100 : 120);
        }
        Outcome outcome = history();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("Shop.buy", "commit8", "slower", "12 runs, 2 figures, 2 changes");
        assertThat(outcome.out().lines().filter(line -> line.startsWith("Shop.rate")))
                .singleElement()
                .asString()
                .contains("commit8", "slower");
        Trend trend = History.read(file).trends(0.05).get(0);
        assertThat(trend.points()).hasSize(12);
        assertThat(trend.changes()).singleElement().satisfies(change -> {
            assertThat(change.index()).isEqualTo(7);
            assertThat(change.ratio()).isBetween(1.15, 1.25);
        });
    }

    @Test
    void runsOfDifferentMachinesAreDifferentSeries() throws IOException {
        for (int run = 1; run <= 12; run++) {
            Path results = results(run, run < 7 ? 100 : 200);
            Files.writeString(
                    results.resolve("environment.json"),
                    "{\"resultFormat\": 1, \"cpuModel\": \"" + (run < 7 ? "fast" : "slow")
                            + "\", \"cores\": 2, \"commit\": \"c" + run + "\"}");
            Commands.run("history", "--file", file.toString(), "--add", results.toString());
        }
        List<Trend> trends = History.read(file).trends(0.05);
        assertThat(trends).extracting(Trend::machine).contains("fast, 2 cores", "slow, 2 cores");
        assertThat(trends).allSatisfy(trend -> assertThat(trend.changes()).isEmpty());
    }

    @Test
    void whoseCommitIsUnknownIsRefused() throws IOException {
        Outcome outcome = Commands.run(
                "history", "--file", file.toString(), "--add", results(1, 100).toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("does not name its commit", "--commit");
        assertThat(file).doesNotExist();
    }

    @Test
    void aLineThatWasCutOffIsNamedAndNothingIsAdded() throws IOException {
        add(1, 100);
        add(2, 100);
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));
        Outcome outcome = add(3, 100);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("history.jsonl line 2", "cut off", "Remove the line");
        assertThat(Files.readString(file)).hasSize(whole.length() - 20);
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        Files.writeString(file, "{\"historyFormat\": 9}\n");
        assertThat(history().status()).isEqualTo(2);
        assertThat(history().err()).contains("line 1", "expected=1 found=9");
    }

    @Test
    void noHistoryYet() {
        assertThat(history().status()).isEqualTo(2);
        assertThat(history().err()).contains("history.jsonl", "no such file", "--add RESULTS");
    }

    private Outcome history() {
        return Commands.run("history", "--file", file.toString());
    }

    private Outcome add(int run, double time) throws IOException {
        return Commands.run(
                "history",
                "--file",
                file.toString(),
                "--add",
                results(run, time).toString(),
                "--commit",
                "commit" + run);
    }

    private Path results(int run, double time) throws IOException {
        Path results = Files.createDirectories(directory.resolve("run" + run));
        new JmhJson(run)
                .time("a.Shop.buy", time, 3)
                .with("a.Shop.rate", "thrpt", "ops/us", Map.of(), 1e4 / time, 3)
                .write(results.resolve("jmh-result.json"));
        return results;
    }
}
