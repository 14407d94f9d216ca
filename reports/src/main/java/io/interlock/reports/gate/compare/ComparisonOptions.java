package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** Options of every command that compares: the benchmarks and the thresholds. */
@SuppressWarnings("NullAway.Init") // picocli sets the options.
public final class ComparisonOptions {

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "The slowdown that is accepted; default: ${DEFAULT-VALUE}.")
    private double threshold;

    @Option(
            names = "--thresholds",
            paramLabel = "FILE",
            description =
                    "Thresholds of single benchmarks: lines with a percentage and a regular expression; the last match"
                            + " applies.")
    private Optional<Path> thresholds = Optional.empty();

    @Option(
            names = "--include",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Compares only benchmarks whose full name with parameters contains this.")
    private String include;

    @Option(
            names = "--metric",
            paramLabel = "NAME[:more|:less]",
            description = "Also compares this secondary metric, such as gc.alloc.rate.norm:less; may be repeated.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--reference",
            paramLabel = "REGEX",
            defaultValue = "ReferenceBenchmark\\.",
            description =
                    "Benchmarks that depend on the machine only; runs of different machines are compared by ratios to"
                            + " them. Default: ${DEFAULT-VALUE}.")
    private String reference;

    @Option(
            names = "--ignore-missing",
            description = "Reports a benchmark that only one run has as a note, without exit status 2.")
    private boolean ignoreMissing;

    public Comparer comparer() {
        return new Comparer(limits(), pattern("--reference", reference), ignoreMissing);
    }

    public Thresholds limits() {
        return thresholds.map(file -> Thresholds.read(file, threshold)).orElseGet(() -> Thresholds.percent(threshold));
    }

    public Pattern include() {
        return pattern("--include", include);
    }

    public List<String> metrics() {
        return metrics;
    }

    public Side read(Path path) {
        return Side.read(path, metrics, include());
    }

    private static Pattern pattern(String option, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new BadInputException(option + "=" + text + ": not a regular expression: " + e.getDescription(), e);
        }
    }
}
