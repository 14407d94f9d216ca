package io.interlock.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.reports.gate.ab.SimulationFigures;
import io.interlock.reports.gate.ab.TrialFigures;
import io.interlock.reports.gate.compare.Compared;
import io.interlock.reports.gate.history.History;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.site.SiteWriter;
import io.interlock.reports.site.page.More;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a whole suite, with a comparison and a simulation beside it. */
class SuiteSiteTest {

    private static final String RECORDED = "reports/src/test/resources/io/interlock/reports/gate/ab/recorded.json";

    @TempDir
    private static Path directory;

    private static Path site;

    @BeforeAll
    static void write() throws IOException {
        Path results = MadeUpSuite.write(directory.resolve("results"));
        site = directory.resolve("site");
        More more = new More(
                Optional.of(Compared.read(MadeUpSuite.comparison(directory))),
                History.read(MadeUpHistory.write(directory.resolve("history.jsonl")))
                        .trends(0.05),
                List.of());
        new SiteWriter(site, "no charts in this test").write(ResultReader.read(results), more);
    }

    @Test
    void theFirstPageComparesEachPrimitiveWithItsBestPeer() throws IOException {
        assertThat(html("index.html"))
                .contains("Interlock is faster than its best peer in ", "Interlock compared with its best peer")
                .contains("Lock, without contention", "Barrier, round trip, ", "Queue, at 50 % of the maximum");
    }

    @Test
    void latencyAtAFixedRateHasATableForEachRate() throws IOException {
        assertThat(html("queue.html"))
                .contains("At 25 %: ", "At 50 %: ", "At 75 %: ", "Intended ops/s")
                .containsPattern("At 50 %: Interlock is 0\\.8\\d\u00a0× as fast as agrona in 99 % of cases");
    }

    @Test
    void aParameterThatIsNotKnownMakesAChartOfItsOwn() throws IOException {
        assertThat(html("queue.html")).contains("size 64", "size 4096").doesNotContain("benchmark-Queue");
        assertThat(site.resolve("benchmark-QueueBenchmark.html")).doesNotExist();
    }

    @Test
    void whatOneThreadDoesAloneIsComparedOperationByOperation() throws IOException {
        assertThat(html("map.html"))
                .contains("Uncontended, get: Interlock is ", "Uncontended, put: Interlock is ", "Chronicle Map")
                .contains("Without contention, get, Interlock is");
        assertThat(html("index.html")).contains("Map, without contention, put");
    }

    @Test
    void attachingHasItsTimes() throws IOException {
        assertThat(html("region.html"))
                .contains("Attaching once in a new JVM")
                .containsPattern("[34]\\.\\d\\d\u00a0ms");
    }

    @Test
    void attachingHasItsFindingAlsoOnTheFirstPage() throws IOException {
        assertThat(html("region.html"))
                .containsPattern("Attaching again in the same JVM: Interlock is 0\\.02\\d\u00a0× as fast as VarHandle")
                .containsPattern("Attaching once in a new JVM: Interlock is 0\\.2\\d\u00a0× as fast as VarHandle");
        assertThat(html("index.html"))
                .contains("Region, attaching once in a new JVM, in the median")
                .contains("Attaching once in a new JVM, p50");
    }

    @Test
    void limitsStandOnlyBesideWhatTheyLimit() throws IOException {
        assertThat(html("value.html"))
                .contains("Limit: atomic addition", "Dashed lines show")
                .doesNotContain("Copying memory");
        assertThat(html("lock.html")).doesNotContain("atomic addition", "Copying memory");
        assertThat(html("map.html")).doesNotContain("Dashed lines show");
        assertThat(html("references.html")).contains("Copying memory, 4096 bytes");
    }

    @Test
    void limitsHaveAPageOfTheirOwn() throws IOException {
        assertThat(html("references.html")).contains("Atomic addition takes 2.");
    }

    @Test
    void theComparisonSaysWhatIsSlowerAndWhatWasNotCompared() throws IOException {
        assertThat(html("comparison.html"))
                .contains("1 of 3 benchmarks is slower, 0 faster")
                .contains("Not compared: head/jmh-result.json: made.up.LockBenchmark.death missing")
                .contains("LockBenchmark.contended, implementation=interlock, load=empty, processes=4: total")
                .contains("jdk differs", "A/A ratio", "unclear");
    }

    @Test
    void theMethodSaysHowOftenTheGateIsWrongAndHowToRepeatThat() throws IOException {
        SimulationFigures.SameProgram same =
                SimulationFigures.published().orElseThrow().sameProgram();
        assertThat(html("methodology.html"))
                .contains(same.alarms() + " of " + same.runs() + " runs of " + same.benchmarks() + " benchmarks raised")
                .contains("gate-simulation " + RECORDED + " --runs " + same.runs());
        assertThat(Path.of("..").resolve(RECORDED)).exists();
    }

    @Test
    void theMethodSaysWhatTheGateSaidOfRealRuns() throws IOException {
        TrialFigures figures = TrialFigures.published().orElseThrow();
        assertThat(html("methodology.html"))
                .contains(figures.sameProgram().alarms() + " of "
                        + figures.sameProgram().runs() + " runs raised an alarm")
                .contains("found in " + figures.moreWork().found() + " of "
                        + figures.moreWork().runs() + " runs")
                .contains("scripts/gate-trial " + figures.sameProgram().runs())
                .contains("target/gate-trial " + figures.options());
        assertThat(Path.of("../scripts/gate-trial")).isExecutable();
    }

    @Test
    void theTrendMarksWhereAFigureChanged() throws IOException {
        assertThat(html("trend.html"))
                .containsPattern(
                        "LockBenchmark.uncontended, implementation=interlock: \\+[12]\\d\u00a0% time since abd904b")
                .contains("implementation=python: no change in 40 runs", "slower since");
    }

    @Test
    void filesOfAnotherKindAreRefused() throws IOException {
        Path comparison = MadeUpSuite.comparison(directory);
        Path history = MadeUpHistory.write(directory.resolve("other.jsonl"));
        assertThatThrownBy(() -> Compared.read(history)).isInstanceOf(BadInputException.class);
        Path other = Files.writeString(directory.resolve("other.json"), "{\"simulationFormat\": 1}");
        assertThatThrownBy(() -> Compared.read(other))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("comparisonFormat expected=1 found=none");
        Path damaged = directory.resolve("damaged.json");
        Files.writeString(damaged, Files.readString(comparison).replace("\"low\": 1.18", "\"low\": \"NaN\""));
        assertThatThrownBy(() -> Compared.read(damaged))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("LockBenchmark.contended")
                .hasMessageContaining("no number low");
    }

    private static String html(String page) throws IOException {
        return Files.readString(site.resolve(page));
    }
}
