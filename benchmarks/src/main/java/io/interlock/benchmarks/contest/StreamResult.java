package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One window's figures of messages, as RESULTS.md names them.
 *
 * @param totalPerSecond what the consumer took
 * @param shareMin the least producer's rate over the mean
 * @param overlap in which part of the window all were counted
 * @param used per message, by all contenders
 * @param longestStallNs the longest time in which the consumer took no batch
 */
public record StreamResult(
        double totalPerSecond, double shareMin, double jain, double overlap, Used used, long longestStallNs) {

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
        return new StreamResult(
                total,
                least / (sum / producers.size()),
                sum * sum / (producers.size() * squares),
                Rates.of(control).overlap(),
                new Used(
                        perSecond(control, ContenderBlock::cpuNs) / total,
                        perSecond(control, ContenderBlock::voluntarySwitches) / total,
                        perSecond(control, ContenderBlock::involuntarySwitches) / total),
                consumer.stallNs());
    }

    /** Of all contenders, each between its own two edges. */
    private static double perSecond(ControlBlock control, ToLongFunction<ContenderBlock> figure) {
        return control.contenders().stream()
                .mapToDouble(c -> c.windowNs() > 0 ? figure.applyAsLong(c) * 1e9 / c.windowNs() : 0)
                .sum();
    }

    private static double rate(ContenderBlock contender) {
        return contender.windowNs() > 0 ? contender.inWindow() * 1e9 / contender.windowNs() : 0;
    }
}
