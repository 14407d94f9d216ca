package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The accepted slowdown of each benchmark. A file of thresholds has lines with a percentage and a regular expression, which is
 * searched in the benchmark's full name with its parameters. The last matching line applies. {@code #} begins a comment.
 *
 * <pre>
 * # percent  benchmark
 *   25       LockBenchmark.death
 *   10       contended, .*processes=8
 * </pre>
 */
public final class Thresholds {

    private static final double MAX_PERCENT = 10_000;

    private final double usual;
    private final List<Line> lines;

    private record Line(double share, Pattern benchmark) {}

    private Thresholds(double usual, List<Line> lines) {
        this.usual = usual;
        this.lines = lines;
    }

    /** The same threshold for all benchmarks. */
    public static Thresholds percent(double percent) {
        return new Thresholds(share(percent, "threshold"), List.of());
    }

    /**
     * Reads a file of thresholds.
     *
     * @param usualPercent the threshold of benchmarks that the file does not name
     */
    public static Thresholds read(Path file, double usualPercent) {
        List<String> text;
        try {
            text = Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read as text", e);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                lines.add(line(line, file + " line " + (i + 1)));
            }
        }
        return new Thresholds(share(usualPercent, "threshold"), lines);
    }

    private static Line line(String line, String where) {
        String[] parts = line.split("\\s+", 2);
        if (parts.length < 2) {
            throw new BadInputException(
                    where + ": expected a percentage and a regular expression, found \"" + line + "\"");
        }
        try {
            return new Line(
                    share(Double.parseDouble(parts[0].replaceFirst("%$", "")), where), Pattern.compile(parts[1]));
        } catch (PatternSyntaxException e) {
            throw new BadInputException(
                    where + ": \"" + parts[1] + "\" is not a regular expression: " + e.getDescription(), e);
        } catch (NumberFormatException e) {
            throw new BadInputException(where + ": \"" + parts[0] + "\" is not a percentage", e);
        }
    }

    private static double share(double percent, String where) {
        if (!(percent >= 0 && percent <= MAX_PERCENT)) {
            throw new BadInputException(where + ": a threshold of " + percent + " % is not between 0 and 10000");
        }
        return percent / 100;
    }

    /** As a share: 0.05 for 5 %. */
    public double of(Measure measure) {
        double share = usual;
        for (Line line : lines) {
            if (line.benchmark().matcher(measure.fullName()).find()) {
                share = line.share();
            }
        }
        return share;
    }

    public double usual() {
        return usual;
    }
}
