package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the results: exit status 2, one line that names the file or the benchmark, no stack trace. */
class BadInputTest {

    @TempDir
    private Path directory;

    private Path results;
    private Path out;

    @BeforeEach
    void directories() throws IOException {
        results = Files.createDirectories(directory.resolve("results"));
        out = directory.resolve("site");
    }

    @Test
    void noDirectory() {
        assertThat(refused(directory.resolve("nowhere"))).contains("nowhere", "run the benchmarks first");
    }

    @Test
    void directoryWithoutResults() {
        assertThat(refused(results)).contains("jmh-result.json", "no such file");
    }

    @Test
    void emptyFile() throws IOException {
        assertThat(refused(file(""))).contains("jmh-result.json", "is empty");
    }

    @Test
    void noResults() throws IOException {
        assertThat(refused(file("[]"))).contains("jmh-result.json", "no result");
    }

    @Test
    void truncated() throws IOException {
        MadeUpResults.write(results, List.of("interlock"));
        String whole = Files.readString(results.resolve("jmh-result.json"));
        assertThat(refused(file(whole.substring(0, whole.length() / 2))))
                .contains("jmh-result.json", "cut off", "line");
    }

    @Test
    void foreignJson() throws IOException {
        assertThat(refused(file("{\"hello\": 1}"))).contains("not a JMH result file");
        assertThat(refused(file("[{\"hello\": 1}]"))).contains("not a JMH result file");
    }

    @Test
    void binaryFile() throws IOException {
        Files.write(results.resolve("jmh-result.json"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertThat(refused(results)).contains("jmh-result.json");
    }

    @Test
    void scoreIsNoNumber() throws IOException {
        assertThat(refused(file(element("\"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": [[\"NaN\"]]}"))))
                .contains("LockBenchmark.uncontended", "not a number");
    }

    @Test
    void noIterations() throws IOException {
        assertThat(refused(file(element("\"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": []}"))))
                .contains("LockBenchmark.uncontended", "no iteration");
    }

    @Test
    void scoreOfZeroCannotBeCompared() throws IOException {
        assertThat(refused(file(element("\"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": [[0.0]]}"))))
                .contains("failed run");
    }

    @Test
    void theSameResultTwice() throws IOException {
        String one = element("\"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": [[1.0]]}");
        String inner = one.substring(1, one.length() - 1);
        assertThat(refused(file("[" + inner + "," + inner + "]"))).contains("LockBenchmark.uncontended", "twice");
    }

    @Test
    void mixedUnitsInOneChart() throws IOException {
        String nanos = element("\"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": [[1.0]]}");
        String micros = element("\"primaryMetric\": {\"scoreUnit\": \"us/op\", \"rawData\": [[1.0]]}")
                .replace("interlock", "python");
        String both = nanos.substring(0, nanos.length() - 1) + "," + micros.substring(1);
        assertThat(refused(file(both))).contains("LockBenchmark", "mixed units", "ns/op", "us/op");
    }

    @Test
    void anotherResultFormat() throws IOException {
        MadeUpResults.write(results, List.of("interlock"));
        Files.writeString(results.resolve("environment.json"), "{\"resultFormat\": 2}");
        assertThat(refused(results)).contains("environment.json", "expected=1", "found=2");
        Files.writeString(results.resolve("environment.json"), "{}");
        assertThat(refused(results)).contains("environment.json", "expected=1", "found=none");
    }

    @Test
    void brokenLineOfForks() throws IOException {
        MadeUpResults.write(results, List.of("interlock"));
        Files.writeString(results.resolve("forks.jsonl"), "{}\n{\"round\": ");
        assertThat(refused(results)).contains("forks.jsonl line 2", "cut off");
    }

    @Test
    void brokenHistogram() throws IOException {
        MadeUpResults.write(results, List.of("interlock"));
        Path log = results.resolve(
                "histograms/LockBenchmark.contended,implementation=interlock,processes=4,load=empty,acquire.hlog");
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length / 2));
        assertThat(refused(results)).contains("acquire.hlog", "cut off");
    }

    @Test
    void outIsAFile() throws IOException {
        MadeUpResults.write(results, List.of("interlock"));
        Files.writeString(out, "a file");
        assertThat(refused(results)).contains("site", "cannot be written");
    }

    @Test
    void missingOptionIsBadUsage() {
        Commands.Outcome outcome = Commands.run("site", "--results", results.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--out");
    }

    private static String element(String metric) {
        return "[{\"benchmark\": \"a.LockBenchmark.uncontended\", \"mode\": \"avgt\","
                + " \"params\": {\"implementation\": \"interlock\"}, " + metric + "}]";
    }

    private Path file(String content) throws IOException {
        Files.writeString(results.resolve("jmh-result.json"), content);
        return results;
    }

    private String refused(Path input) {
        Commands.Outcome outcome = Commands.run("site", "--results", input.toString(), "--out", out.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip()).doesNotContain("\n").doesNotContain("Exception");
        assertThat(Files.exists(out.resolve("index.html"))).isFalse();
        return outcome.err();
    }
}
