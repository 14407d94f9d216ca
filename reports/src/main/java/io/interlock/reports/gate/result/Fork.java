package io.interlock.reports.gate.result;

/**
 * The state of the machine during one fork.
 *
 * @param state {@code near} or {@code far}: the distance of the processors that the host had assigned
 * @param repeated whether the fork was repeated because of its state
 */
public record Fork(
        String benchmark,
        double probeBeforeNs,
        double probeAfterNs,
        String state,
        double stealPercent,
        boolean repeated) {}
