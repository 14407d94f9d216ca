package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.benchmarks.Program;
import io.interlock.benchmarks.jmh.HistogramLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("exhaustive")
@Timeout(180) // watchdog
class SuiteTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void writesWhatTheResultFormatSays() throws Exception {
        Program program = suite("[.]LockBenchmark.contended.*=interlock,processes=2,load=empty|casSwap");

        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).contains("results of 2 forks: r");
        JsonNode jmh = JSON.readTree(directory.resolve("r/jmh-result.json").toFile());
        assertThat(jmh).hasSize(2);
        JsonNode environment =
                JSON.readTree(directory.resolve("r/environment.json").toFile());
        assertThat(environment.get("resultFormat").asInt()).isEqualTo(1);
        assertThat(environment.get("profile").asText()).isEqualTo("smoke");
        assertThat(environment.get("cores").asInt()).isPositive();
        assertThat(JSON.readTree(directory.resolve("r/skipped.json").toFile()).isArray())
                .isTrue();
        List<String> forks = Files.readAllLines(directory.resolve("r/forks.jsonl"));
        assertThat(forks).hasSize(2);
        JsonNode fork = JSON.readTree(forks.get(1));
        assertThat(fork.at("/params/implementation").asText()).isEqualTo("interlock");
        assertThat(fork.at("/state").asText()).isIn("near", "far");
        assertThat(fork.at("/repeated").isBoolean()).isTrue();
        Path histogram = directory.resolve(
                "r/histograms/LockBenchmark.contended,implementation=interlock,processes=2,load=empty,acquire.hlog");
        assertThat(Path.of(histogram.toString().replace(".hlog", ".hgrm")))
                .content()
                .contains("Percentile", "#[Max");
        assertThat(HistogramLog.read(histogram)).hasSize(1);
        assertThat(program.leftovers()).isEmpty();
    }

    @Test
    void aFailedForkFailsTheSuiteAndLeavesNoFigures() throws Exception {
        Files.createDirectories(directory.resolve("r"));
        Files.writeString(directory.resolve("r/jmh-result.json"), "of an earlier run");
        Program program = Program.start(
                directory,
                "suite",
                "--profile",
                "full",
                "--include",
                "[.]LockBenchmark.contended.*=interlock,processes=2,load=empty",
                "--results",
                "r");
        program.awaitDescendant("WorkerMain").destroyForcibly();

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output())
                .contains("FAILED: LockBenchmark.contended,implementation=interlock,processes=2,load=empty: ")
                .contains("worker 1 (JVM), exit code 137");
        assertThat(directory.resolve("r/jmh-result.json")).doesNotExist();
        assertThat(program.leftovers()).isEmpty();
    }

    @Test
    void anInterruptedRunGoesOnFromItsFinishedForks() throws Exception {
        String[] command = {
            "suite",
            "--profile",
            "smoke",
            "--resume",
            "--include",
            "[.]ReferenceBenchmark.*=reference",
            "--results",
            "r"
        };
        Program first = Program.start(directory, command);
        awaitFinishedForks(first, 2);
        new ProcessBuilder("kill", "-INT", String.valueOf(first.process().pid()))
                .start()
                .waitFor();

        assertThat(first.exitCode()).isEqualTo(128 + 2);
        assertThat(first.output()).contains("forks are finished; the same command goes on from there");
        assertThat(directory.resolve("r/jmh-result.json")).doesNotExist();
        assertThat(first.leftovers()).isEmpty();

        Program second = Program.start(directory, command);
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(second.output()).containsPattern("going on with the run of .*: [2-4] of 5 forks are finished");
        assertThat(JSON.readTree(directory.resolve("r/jmh-result.json").toFile()))
                .hasSize(5);
        assertThat(directory.resolve("r/unfinished")).doesNotExist();
    }

    private void awaitFinishedForks(Program program, int count) throws Exception {
        Path unfinished = directory.resolve("r/unfinished");
        while (finishedForks(unfinished) < count) {
            assertThat(program.process().isAlive()).as(program.output()).isTrue();
            Thread.sleep(20);
        }
    }

    private static long finishedForks(Path unfinished) throws IOException {
        if (!Files.isDirectory(unfinished)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(unfinished)) {
            return files.filter(file -> file.toString().endsWith(".fork")).count();
        }
    }

    @Test
    void aFullMemoryFileSystemFailsWithItsName() throws Exception {
        Program program = Program.startWithFullSharedMemory(
                directory,
                "suite",
                "--profile",
                "smoke",
                "--include",
                "[.]LockBenchmark.contended.*=interlock,processes=2,load=empty",
                "--results",
                "r");

        assertThat(program.exitCode()).as(program.output()).isEqualTo(1);
        assertThat(program.output())
                .contains("FAILED: LockBenchmark.contended")
                .contains("/dev/shm")
                .contains("No space left");
        assertThat(directory.resolve("r/jmh-result.json")).doesNotExist();
        assertThat(program.leftovers()).isEmpty();
    }

    @Test
    void aPeerWhoseToolsAreMissingIsSkippedWithAHint() throws Exception {
        Program program = Program.start(
                directory,
                Map.of("PATH", directory.toString()),
                "suite",
                "--profile",
                "smoke",
                "--include",
                "[.]LockBenchmark.uncontended.*=reentrant-lock|python|c-pthread",
                "--results",
                "r");

        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(program.output()).contains("skipped: python: ").contains("apt-get install python3");
        JsonNode skipped = JSON.readTree(directory.resolve("r/skipped.json").toFile());
        assertThat(skipped.findValuesAsText("implementation"))
                .startsWith("c-pthread-robust", "c-pthread-normal", "boost-mutex", "python")
                .doesNotHaveDuplicates();
        assertThat(skipped.get(3).get("benchmarks").toString()).contains("LockBenchmark", "ValueBenchmark");
        assertThat(skipped.findValuesAsText("hint")).allMatch(hint -> hint.contains("apt-get install"));
        assertThat(JSON.readTree(directory.resolve("r/jmh-result.json").toFile()))
                .hasSize(1);
    }

    @Test
    void nothingToRunIsAnError() throws Exception {
        Program program = suite("no such benchmark");

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output()).contains("nothing to run").contains("no such benchmark");
    }

    private Program suite(String include) throws Exception {
        return Program.start(directory, "suite", "--profile", "smoke", "--include", include, "--results", "r");
    }
}
