package io.interlock.reports.gate.ab;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.compare.Comparer;
import io.interlock.reports.gate.compare.Finding;
import io.interlock.reports.gate.compare.Side;
import io.interlock.reports.gate.compare.Thresholds;
import io.interlock.reports.gate.compare.Verdict;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.result.Environment;
import io.interlock.reports.gate.result.Metric;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** In which order the arms are run, when it ends, and what counts; on figures that a function gives. */
class InterleavedTest {

    private static final Forks FORKS = new Forks(4, 12);

    @Test
    void theArmsTakeTurns() {
        Figures suite = new Figures().with("a.A.steady", (arm, run) -> 100);
        run(suite);
        assertThat(suite.order)
                .startsWith(Arm.BASE, Arm.HEAD, Arm.HEAD, Arm.BASE, Arm.BASE, Arm.HEAD, Arm.HEAD, Arm.BASE);
    }

    @Test
    void whatIsDecidedIsNotRunAnyMore() {
        Figures suite = new Figures()
                .with("a.A.steady", (arm, run) -> 100)
                .with("a.A.noisy", (arm, run) -> run % 3 == 0 ? 150 : 100);
        Verdicts verdicts = run(suite);
        assertThat(finding(verdicts, "A.steady").head().values().forks()).hasSize(FORKS.least());
        assertThat(finding(verdicts, "A.noisy").head().values().forks()).hasSize(FORKS.most());
        assertThat(finding(verdicts, "A.noisy").verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(verdicts.status()).isZero();
    }

    @Test
    void whatIsSlowerIsRunAgainAndThenCounts() {
        Figures suite = new Figures()
                .with("a.A.steady", (arm, run) -> 100)
                .with("a.A.slower", (arm, run) -> arm == Arm.HEAD ? 112 : 100);
        Verdicts verdicts = run(suite);
        assertThat(finding(verdicts, "A.slower").verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(finding(verdicts, "A.slower").head().values().forks()).hasSize(2 * FORKS.least());
        assertThat(finding(verdicts, "A.steady").head().values().forks()).hasSize(FORKS.least());
        assertThat(verdicts.status()).isEqualTo(1);
    }

    @Test
    void whatIsSlowerOnlyTheFirstTimeDoesNotCount() {
        Figures suite =
                new Figures().with("a.A.unlucky", (arm, run) -> arm == Arm.HEAD && run < FORKS.least() ? 200 : 100);
        Verdicts verdicts = run(suite);
        assertThat(finding(verdicts, "A.unlucky").verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(verdicts.status()).isZero();
        assertThat(verdicts.notes()).anyMatch(note -> note.contains("A.unlucky: slower at first"));
    }

    @Test
    void theBasesOwnDifferenceStandsBeside() {
        Figures suite = new Figures().with("a.A.steady", (arm, run) -> 100);
        assertThat(finding(run(suite), "A.steady").noise()).hasValueSatisfying(noise -> {
            assertThat(noise.low()).isLessThan(1);
            assertThat(noise.high()).isGreaterThan(1).isLessThan(1.1);
        });
    }

    @Test
    void aDriftOfTheMachineIsNoSlowdown() {
        // 2 % slower with every turn: the head, which is run after the base, must not pay for it.
        Figures suite = new Figures();
        suite.with("a.A.drifting", (arm, run) -> 100 * Math.pow(1.02, suite.order.size()));
        assertThat(run(suite).status()).isZero();
    }

    private static Verdicts run(Suite suite) {
        Comparer comparer = new Comparer(Thresholds.percent(5), Pattern.compile("$^"), false);
        return new Interleaved(suite, FORKS, comparer, set -> side("base", set), set -> side("head", set), line -> {})
                .run()
                .verdicts();
    }

    private static Side side(String name, Collected collected) {
        return Side.of(name, collected.set(), List.of(), Pattern.compile(""));
    }

    private static Finding finding(Verdicts verdicts, String name) {
        return verdicts.findings().stream()
                .filter(finding -> finding.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Each benchmark's time, by arm and how often that arm has run it, and 1 % of noise. */
    private static final class Figures implements Suite {

        private final Map<String, ToDoubleBiFunction<Arm, Integer>> benchmarks = new LinkedHashMap<>();
        private final Map<String, Integer> runs = new LinkedHashMap<>();
        private final SplittableRandom random = new SplittableRandom(20260131);
        final List<Arm> order = new ArrayList<>();

        Figures with(String benchmark, ToDoubleBiFunction<Arm, Integer> time) {
            benchmarks.put(benchmark, time);
            return this;
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.everything(""));
        }

        @Override
        public List<Part> parts(Collection<Case> cases) {
            return List.of(Part.of(cases));
        }

        @Override
        public ResultSet run(Arm arm, Part part) {
            order.add(arm);
            List<Result> results = new ArrayList<>();
            benchmarks.forEach((benchmark, time) -> {
                if (!part.cases().isEmpty() && !part.cases().contains(new Case(benchmark, Map.of()))) {
                    return;
                }
                int run = runs.merge(arm + benchmark, 1, Integer::sum) - 1;
                double value = time.applyAsDouble(arm, run) * (1 + 0.01 * random.nextDouble(-1, 1));
                Result result = new Result(
                        benchmark,
                        "avgt",
                        new TreeMap<>(),
                        new Metric("ns/op", List.of(List.of(value))),
                        Map.of(),
                        new TreeMap<>());
                results.add(result);
            });
            return ResultSet.of(results, Environment.UNKNOWN);
        }
    }
}
