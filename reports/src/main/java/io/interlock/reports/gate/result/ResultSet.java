package io.interlock.reports.gate.result;

import java.nio.file.Path;
import java.util.List;

/**
 * The complete results of one run.
 *
 * @param files the files that were read, all below {@code directory}, for publishing the raw data
 */
public record ResultSet(
        Path directory,
        List<Result> results,
        Environment environment,
        List<Fork> forks,
        List<Skipped> skipped,
        Histograms histograms,
        List<Path> files) {

    /** Results without an environment, which were not read from a file. */
    public static ResultSet of(List<Result> results, Environment environment) {
        return new ResultSet(Path.of(""), results, environment, List.of(), List.of(), Histograms.none(), List.of());
    }

    public ResultSet {
        results = List.copyOf(results);
        forks = List.copyOf(forks);
        skipped = List.copyOf(skipped);
        files = List.copyOf(files);
    }
}
