package io.interlock.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.WorkloadParams;

/** Puts the forks of all rounds together, as if JMH had run them one after the other. */
final class Merger {

    private Merger() {}

    /** One result per benchmark and parameters, its forks in the order of the rounds. */
    static Collection<RunResult> merge(List<ForkResult> results) {
        Map<String, RunResult> merged = new LinkedHashMap<>();
        byFork(results).forEach((name, forks) -> merged.put(name, mergeOne(forks)));
        return merged.values();
    }

    /** By the forks' name, in the order of the first round; each list in the order of the rounds. */
    static Map<String, List<ForkResult>> byFork(List<ForkResult> results) {
        Map<String, List<ForkResult>> byName = new LinkedHashMap<>();
        results.stream()
                .sorted(Comparator.comparingInt(ForkResult::round))
                .forEach(r -> byName.computeIfAbsent(r.fork().name(), n -> new ArrayList<>())
                        .add(r));
        return byName;
    }

    private static RunResult mergeOne(List<ForkResult> forks) {
        List<BenchmarkResult> all = new ArrayList<>();
        forks.forEach(fork -> all.addAll(fork.result().getBenchmarkResults()));
        return new RunResult(withForks(forks.get(0).result().getParams(), forks.size()), all);
    }

    private static BenchmarkParams withForks(BenchmarkParams one, int forks) {
        WorkloadParams parameters = new WorkloadParams();
        for (String key : one.getParamsKeys()) {
            parameters.put(key, one.getParam(key), 0);
        }
        return new BenchmarkParams(
                one.getBenchmark(),
                one.generatedBenchmark(),
                one.shouldSynchIterations(),
                one.getThreads(),
                one.getThreadGroups(),
                one.getThreadGroupLabels(),
                forks,
                one.getWarmupForks(),
                one.getWarmup(),
                one.getMeasurement(),
                one.getMode(),
                parameters,
                one.getTimeUnit(),
                one.getOpsPerInvocation(),
                one.getJvm(),
                one.getJvmArgs(),
                one.getJdkVersion(),
                one.getVmName(),
                one.getVmVersion(),
                one.getJmhVersion(),
                one.getTimeout());
    }
}
