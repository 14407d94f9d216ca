package io.interlock.reports.gate.result;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that one run left behind.
 *
 * @param files the files that were read, for those who want the raw data; all lie under {@code directory}
 */
public record ResultSet(
        Path directory,
        List<Result> results,
        Environment environment,
        List<Fork> forks,
        List<Skipped> skipped,
        Histograms histograms,
        List<Path> files) {

    /** Results with nothing beside them, and in no file. */
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
