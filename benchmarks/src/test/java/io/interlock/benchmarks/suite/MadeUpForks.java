package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.jmh.WindowFigure;
import io.interlock.benchmarks.suite.machine.SystemLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Results of forks that never ran, as JMH hands them out. */
final class MadeUpForks {

    /** An iteration: its score in nanoseconds, and what was measured besides. */
    record Window(double score, List<WindowFigure> measures) {}

    private MadeUpForks() {}

    static ForkResult fork(String implementation, int round, List<Window> windows) {
        IterationParams iterations = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(1), 1);
        BenchmarkParams params = params(implementation, iterations);
        List<IterationResult> results = windows.stream()
                .map(window -> {
                    IterationResult iteration =
                            new IterationResult(params, iterations, new IterationResultMetaData(1, 1));
                    iteration.addResult(new AverageTimeResult(
                            ResultRole.PRIMARY, "some", 1, (long) window.score(), TimeUnit.NANOSECONDS));
                    iteration.addResults(window.measures());
                    return iteration;
                })
                .toList();
        RunResult result = new RunResult(params, List.of(new BenchmarkResult(params, results)));
        PlannedFork fork =
                new PlannedFork("a.B.some", Map.of("implementation", implementation), Profile.SMOKE.single());
        return new ForkResult(fork, round, result, Map.of(), 1, 100, 100, new SystemLoad.Share(0, 0), false);
    }

    private static BenchmarkParams params(String implementation, IterationParams iterations) {
        WorkloadParams parameters = new WorkloadParams();
        parameters.put("implementation", implementation, 0);
        return new BenchmarkParams(
                "a.B.some",
                "generated",
                true,
                1,
                new int[] {1},
                new ArrayList<>(),
                1,
                0,
                iterations,
                iterations,
                Mode.AverageTime,
                parameters,
                TimeUnit.NANOSECONDS,
                1,
                "java",
                List.of(),
                "17",
                "a JVM",
                "1",
                "1.37",
                TimeValue.minutes(1));
    }
}
