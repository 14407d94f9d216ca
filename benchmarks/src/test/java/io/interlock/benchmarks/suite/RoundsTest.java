package io.interlock.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.benchmarks.suite.machine.SystemLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;

class RoundsTest {

    private static final RunStart START = new RunStart(Instant.parse("2026-01-31T12:00:00Z"), 0.5);
    private static final List<PlannedFork> PLAN = List.of(fork("a"), fork("b"));
    private static final double CALM = 0.1;
    private static final double DISTURBED = 9;

    @TempDir
    Path directory;

    private final List<String> ran = new ArrayList<>();

    @Test
    void everyOtherRoundGoesBackwards() throws Exception {
        assertThat(run(journal(), result -> CALM)).hasSize(4);
        assertThat(ran).containsExactly("a1", "b1", "b2", "a2");
    }

    @Test
    void disturbedForksAreRunAgainTheWorstFirstAndTheCalmerResultCounts() throws Exception {
        Map<String, Double> steal = Map.of("b1", 5.0, "b2", DISTURBED, "again b2", CALM, "again b1", 7.0);

        List<ForkResult> results = run(journal(), name -> steal.getOrDefault(name, CALM));

        assertThat(ran).containsExactly("a1", "b1", "b2", "a2", "b2", "b1");
        assertThat(results).extracting(result -> result.load().stealPercent()).containsExactly(CALM, 5.0, CALM, CALM);
        assertThat(results).extracting(ForkResult::repeated).containsExactly(false, true, true, false);
    }

    @Test
    void afterAnInterruptionOnlyWhatIsMissingRuns() throws Exception {
        assertThatThrownBy(() -> run(journal(), name -> {
                    if (name.equals("b2")) {
                        throw new IllegalStateException("interrupted");
                    }
                    return CALM;
                }))
                .hasMessage("interrupted");
        ran.clear();

        Journal journal = journal();
        assertThat(journal.count()).isEqualTo(2);
        assertThat(run(journal, name -> CALM)).extracting(ForkResult::round).containsExactly(1, 1, 2, 2);
        assertThat(ran).containsExactly("b2", "a2");
    }

    @Test
    void aRunOfOtherCodeBeginsAnew() throws Exception {
        run(journal(), name -> CALM);

        assertThat(Journal.resume(directory.resolve("u"), "other code", START).count())
                .isZero();
        assertThat(journal().count()).isZero();
    }

    @Test
    void theBeginningOfARunStays() throws Exception {
        run(journal(), name -> CALM);

        RunStart later = new RunStart(Instant.parse("2026-02-01T12:00:00Z"), 3);
        assertThat(Journal.resume(directory.resolve("u"), "key", later).start()).isEqualTo(START);
    }

    @Test
    void aFileThatIsNoResultIsNamed() throws Exception {
        run(journal(), name -> CALM);
        Path file = directory.resolve("u/1,x.fork");
        Files.write(file, new byte[] {1, 2, 3, 4});

        assertThatThrownBy(this::journal).isInstanceOf(IOException.class).hasMessageContaining(file.toString());
    }

    @Test
    void aFinishedRunLeavesNothing() throws Exception {
        Journal journal = journal();
        run(journal, name -> CALM);
        journal.remove();

        assertThat(directory.resolve("u")).doesNotExist();
    }

    private Journal journal() throws IOException {
        return Journal.resume(directory.resolve("u"), "key", START);
    }

    /** @param steal what the host takes from a fork, by its name and round, the second time with "again" before */
    private List<ForkResult> run(Journal journal, Function<String, Double> steal) throws ForkFailedException {
        ForkRunner runner = (fork, round) -> {
            String name = fork.parameters().get("implementation") + round;
            double taken = steal.apply(ran.contains(name) ? "again " + name : name);
            ran.add(name);
            return new ForkResult(
                    fork,
                    round,
                    new RunResult(null, List.of()),
                    Map.of(),
                    1,
                    100,
                    100,
                    new SystemLoad.Share(taken, 0),
                    false);
        };
        int rounds = 2;
        try (Progress progress = new Progress(PLAN, rounds)) {
            return new Rounds(PLAN, rounds, runner, journal, progress).run();
        }
    }

    private static PlannedFork fork(String implementation) {
        return new PlannedFork("x.B.some", Map.of("implementation", implementation), Profile.SMOKE.single());
    }
}
