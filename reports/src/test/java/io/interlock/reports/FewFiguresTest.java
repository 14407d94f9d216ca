package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a short run cannot tell, the site does not claim: one fork, few samples, nobody to compare with. */
class FewFiguresTest {

    @TempDir
    private Path directory;

    @Test
    void oneForkHasNoIntervalAndIsSaidOnEveryPage() throws IOException {
        Path site = site(
                alone("Lock", "interlock", "[[10.0, 10.1, 10.2]]"),
                alone("Lock", "c-pthread-robust", "[[20.0, 20.2, 20.4]]"));
        assertThat(html(site, "lock"))
                .contains("have only one fork", "in one fork, Interlock is 2.0\u00a0× as fast as pthread robust (C)")
                .doesNotContain("95 % interval 2", "2.00–2.00", "20.2–20.2", "20.0–20.4");
        assertThat(html(site, "index"))
                .contains("one fork each, which is too few to tell the faster one")
                .doesNotContain("is faster than its best peer");
    }

    @Test
    void rareCasesNeedManySamples() throws IOException {
        String three = attach("attachCold", 3);
        String thousand = attach("attach", 1_000);
        String html = html(site(three, thousand), "region");
        assertThat(cells(html, "Attaching once in a new JVM"))
                .containsExactly("50.0\u00a0ns", "–", "–", "–", "–", "900\u00a0ns");
        assertThat(cells(html, "Attaching again in the same JVM"))
                .containsExactly("50.0\u00a0ns", "90.0\u00a0ns", "99.0\u00a0ns", "–", "–", "900\u00a0ns");
    }

    @Test
    void whatHasNoInsideIsNotCalledALock() throws IOException {
        String html =
                html(site(contended("Value", "interlock", 40e6), contended("Value", "c-fetch-add", 50e6)), "value");
        assertThat(html)
                .contains("2 processes: in one fork, Interlock is 0.80\u00a0× as fast as fetch-add (C)")
                .contains("Time of one operation")
                .doesNotContain("empty lock", "inside", "cquire", "hanges of owner");
    }

    @Test
    void whereNoPeerIsKnownToSurviveAKillTheFastestCounts() throws IOException {
        String html = html(
                site(
                        alone("ReentrantLock", "interlock", "[[20.0], [20.1], [20.2]]"),
                        alone("ReentrantLock", "c-pthread-recursive", "[[10.0], [10.1], [10.2]]"),
                        result("ReentrantLock.death", "interlock", "", metric("recovered", "ratio", 1))),
                "reentrant-lock");
        assertThat(html).contains("Interlock is 0.50\u00a0× as fast as pthread recursive (C), the fastest peer (95");
    }

    @Test
    void aloneOnAChartTheTitleIsWhatItTakes() throws IOException {
        String html = html(
                site(
                        result(
                                "Pipe.handOff",
                                "interlock",
                                ", \"processes\": \"2\"",
                                metric("roundTrip.p50", "ns", 500)),
                        result("Pipe.openLoop", "interlock", ", \"rate\": \"50\"", metric("latency.p50", "ns", 700))),
                "pipe");
        assertThat(html)
                .contains("Interlock gets back within 500\u00a0ns in 50\u00a0% of cases")
                .contains("At 50 %: Interlock is done within 700\u00a0ns in 50\u00a0% of cases");
    }

    @Test
    void anotherOfOursGoesOnAfterAKillToo() throws IOException {
        String html = html(
                site(result(
                        "Semaphore.death",
                        "interlock-returning",
                        "",
                        metric("recovered", "ratio", 1) + ", " + metric("recovery", "us", 500))),
                "semaphore");
        assertThat(html).contains("After kill -9: Interlock (permits return) continues after 500\u00a0µs");
    }

    @Test
    void whatIsMixedIsASentence() throws IOException {
        String load = ", \"processes\": \"2\", \"load\": \"10writers\"";
        String html = html(
                site(
                        result("ReadWriteLock.contended", "interlock", load, metric("total", "ops/s", 2e6)),
                        result("ReadWriteLock.contended", "c-pthread-rwlock", load, metric("total", "ops/s", 1e6))),
                "read-write-lock");
        assertThat(html).contains("With 2 processes, every tenth operation writes, in one fork, Interlock is 2.0");
    }

    private Path site(String... results) throws IOException {
        Files.writeString(directory.resolve("jmh-result.json"), "[" + String.join(",", results) + "]");
        return Sites.writePages(directory, directory.resolve("site"));
    }

    private static String html(Path site, String page) throws IOException {
        return Files.readString(site.resolve(page + ".html"));
    }

    /** Of the only row below a caption, without its name. */
    private static Iterable<String> cells(String html, String caption) {
        String table = html.substring(html.indexOf("<p class=\"caption\">" + caption));
        return Pattern.compile("<td>([^<]*)")
                .matcher(table.substring(0, table.indexOf("</table>")))
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }

    private static String alone(String primitive, String implementation, String rawData) {
        return """
                {"benchmark": "a.%sBenchmark.uncontended", "mode": "avgt", "params": {"implementation": "%s"},
                 "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s}}
                """.formatted(primitive, implementation, rawData);
    }

    private static String contended(String primitive, String implementation, double total) {
        return result(
                primitive + ".contended",
                implementation,
                ", \"processes\": \"2\", \"load\": \"empty\"",
                metric("total", "ops/s", total) + ", " + metric("acquire.p50", "ns", 30));
    }

    private String attach(String method, int samples) throws IOException {
        Path log = Files.createDirectories(directory.resolve("histograms"))
                .resolve("RegionBenchmark." + method + ",implementation=interlock,attach.hlog");
        try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
            Histogram histogram = new Histogram(2);
            histogram.recordValueWithCount(50, samples);
            new HistogramLogWriter(out).outputIntervalHistogram(0, 1, histogram, 1);
        }
        return result(
                "Region." + method,
                "interlock",
                "",
                String.join(
                        ", ",
                        metric("attach.p50", "ns", 50),
                        metric("attach.p90", "ns", 90),
                        metric("attach.p99", "ns", 99),
                        metric("attach.p99.9", "ns", 400),
                        metric("attach.p99.99", "ns", 900),
                        metric("attach.max", "ns", 900)));
    }

    private static String result(String name, String implementation, String params, String secondary) {
        return """
                {"benchmark": "a.%s", "mode": "ss", "params": {"implementation": "%s"%s},
                 "primaryMetric": {"scoreUnit": "ms/op", "rawData": [[5.0]]}, "secondaryMetrics": {%s}}
                """.formatted(name.replace(".", "Benchmark."), implementation, params, secondary);
    }

    private static String metric(String name, String unit, double value) {
        return "\"%s\": {\"scoreUnit\": \"%s\", \"rawData\": [[%s]]}".formatted(name, unit, value);
    }
}
