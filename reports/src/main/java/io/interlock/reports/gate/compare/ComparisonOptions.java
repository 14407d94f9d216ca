package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** Options of every command that compares: what, and how much slower is too slow. */
@SuppressWarnings("NullAway.Init") // picocli sets the options.
public final class ComparisonOptions {

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "By how much a benchmark may get slower; default: ${DEFAULT-VALUE}.")
    private double threshold;

    @Option(
            names = "--thresholds",
            paramLabel = "FILE",
            description =
                    "Thresholds of single benchmarks: lines of a percentage and a regular expression; the last that fits"
                            + " counts.")
    private Optional<Path> thresholds = Optional.empty();

    @Option(
            names = "--include",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Only benchmarks whose full name with parameters contains this.")
    private String include;

    @Option(
            names = "--metric",
            paramLabel = "NAME[:more|:less]",
            description =
                    "Also compares this secondary metric, as gc.alloc.rate.norm:less; may be given several times.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--reference",
            paramLabel = "REGEX",
            defaultValue = "ReferenceBenchmark\\.",
            description =
                    "Benchmarks that depend on the machine alone; runs of different machines are compared by ratios to"
                            + " them. Default: ${DEFAULT-VALUE}.")
    private String reference;

    @Option(
            names = "--ignore-missing",
            description = "A benchmark that only one side has is a note, and does not make the exit status 2.")
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
            throw new BadInputException(option + "=" + text + ": no regular expression: " + e.getDescription(), e);
        }
    }
}
