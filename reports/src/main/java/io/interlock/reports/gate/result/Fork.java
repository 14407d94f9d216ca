package io.interlock.reports.gate.result;

/**
 * How the machine was while one fork ran.
 *
 * @param state {@code near} or {@code far}: how far apart the host had put the processors
 * @param repeated whether the fork was run again because of its state
 */
public record Fork(
        String benchmark,
        double probeBeforeNs,
        double probeAfterNs,
        String state,
        double stealPercent,
        boolean repeated) {}
