package io.interlock.reports.gate.result;

import java.util.List;

/**
 * An implementation that could not run, with the way out.
 *
 * @param benchmarks the classes that lack it; empty if unknown
 */
public record Skipped(String implementation, List<String> benchmarks, String reason, String hint) {

    public Skipped {
        benchmarks = List.copyOf(benchmarks);
    }
}
