package io.interlock.reports.gate.result;

import java.util.List;

/**
 * An implementation that could not run, and what to do about it.
 *
 * @param benchmarks classes that lack it; empty where that is not said
 */
public record Skipped(String implementation, List<String> benchmarks, String reason, String hint) {

    public Skipped {
        benchmarks = List.copyOf(benchmarks);
    }
}
