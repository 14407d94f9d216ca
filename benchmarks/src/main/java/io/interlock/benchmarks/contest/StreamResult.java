package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import java.util.List;

/**
 * One window's figures of messages, as RESULTS.md names them.
 *
 * @param totalPerSecond what the consumer took
 * @param shareMin the least producer's rate over the mean
 * @param cpuNs per message, of all contenders
 * @param longestStallNs the longest time in which the consumer took no batch
 */
public record StreamResult(double totalPerSecond, double shareMin, double jain, double cpuNs, long longestStallNs) {

    static StreamResult of(ControlBlock control) {
        List<ContenderBlock> producers =
                control.contenders().subList(1, control.contenders().size());
        ContenderBlock consumer = control.contenders().get(0);
        double total = rate(consumer);
        if (total == 0) {
            throw new ContestFailedException("the consumer took no batch within the window: make it longer");
        }
        double sum = producers.stream().mapToDouble(StreamResult::rate).sum();
        double squares = producers.stream().mapToDouble(p -> rate(p) * rate(p)).sum();
        double least = producers.stream().mapToDouble(StreamResult::rate).min().orElseThrow();
        double cpu = control.contenders().stream()
                .mapToDouble(c -> c.windowNs() > 0 ? (double) c.cpuNs() / c.windowNs() : 0)
                .sum();
        return new StreamResult(
                total,
                least / (sum / producers.size()),
                sum * sum / (producers.size() * squares),
                cpu * 1e9 / total,
                consumer.stallNs());
    }

    private static double rate(ContenderBlock contender) {
        return contender.windowNs() > 0 ? contender.inWindow() * 1e9 / contender.windowNs() : 0;
    }
}
