package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One window's figures of messages, as RESULTS.md names them.
 *
 * @param totalPerSecond what the consumer took
 * @param shareMin the least producer's rate over the mean
 * @param overlap in which part of the window all were counted
 * @param used per message, by all workers
 * @param longestStallNs the longest time in which the consumer took no batch
 */
public record StreamResult(
        double totalPerSecond, double shareMin, double jain, double overlap, Used used, long longestStallNs) {

    static StreamResult of(ControlBlock control) {
        List<WorkerBlock> producers =
                control.workers().subList(1, control.workers().size());
        WorkerBlock consumer = control.workers().get(0);
        double total = rate(consumer);
        if (total == 0) {
            throw new TrialFailedException("the consumer took no batch within the window: make it longer");
        }
        double sum = producers.stream().mapToDouble(StreamResult::rate).sum();
        double squares = producers.stream().mapToDouble(p -> rate(p) * rate(p)).sum();
        double least = producers.stream().mapToDouble(StreamResult::rate).min().orElseThrow();
        return new StreamResult(
                total,
                least / (sum / producers.size()),
                sum * sum / (producers.size() * squares),
                Rates.of(control).overlap(),
                new Used(
                        perSecond(control, WorkerBlock::cpuNs) / total,
                        perSecond(control, WorkerBlock::voluntarySwitches) / total,
                        perSecond(control, WorkerBlock::involuntarySwitches) / total),
                consumer.stallNs());
    }

    /** Of all workers, each between its own two edges. */
    private static double perSecond(ControlBlock control, ToLongFunction<WorkerBlock> figure) {
        return control.workers().stream()
                .mapToDouble(c -> c.windowNs() > 0 ? figure.applyAsLong(c) * 1e9 / c.windowNs() : 0)
                .sum();
    }

    private static double rate(WorkerBlock worker) {
        return worker.windowNs() > 0 ? worker.inWindow() * 1e9 / worker.windowNs() : 0;
    }
}
