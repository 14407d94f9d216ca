package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.benchmarks.Program;
import io.interlock.benchmarks.jmh.HistogramLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
        program.awaitDescendant("ContenderMain").destroyForcibly();

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output())
                .contains("FAILED: LockBenchmark.contended,implementation=interlock,processes=2,load=empty: ")
                .contains("contender 1 (JVM), exit code 137");
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
                .startsWith("c-pthread-robust", "c-pthread-normal", "python")
                .doesNotHaveDuplicates();
        assertThat(skipped.get(2).get("benchmarks").toString()).contains("LockBenchmark", "ValueBenchmark");
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
