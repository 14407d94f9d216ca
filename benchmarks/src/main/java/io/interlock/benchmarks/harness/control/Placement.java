package io.interlock.benchmarks.harness.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which processors workers may use. A hand-over to the same processor takes a tenth of one to another, and the scheduler moves a thread
 * that sleeps: without a fixed place, a figure would say more about that than about the primitive.
 */
public enum Placement {
    /** As the scheduler likes. */
    ANYWHERE("anywhere"),
    /** Each on a processor of its own, as far as two go. */
    APART("apart"),
    /** All on one. */
    TOGETHER("together"),
    /** All on two, as the scheduler likes. */
    TWO_CORES("two-cores");

    /** In place of a processor's number: any. */
    public static final long ANY = -1;

    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

    private final String label;

    Placement(String label) {
        this.label = label;
    }

    public static Placement of(String label) {
        return Arrays.stream(values())
                .filter(placement -> placement.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("placement=" + label + ": expected one of "
                        + Arrays.stream(values()).map(Placement::label).toList()));
    }

    public String label() {
        return label;
    }

    /** A processor for this worker, and another; twice the same for only one, twice {@link #ANY} for any. */
    public long[] processors(int worker) {
        List<Integer> allowed = this == ANYWHERE ? List.of() : allowed();
        if (allowed.isEmpty()) {
            return new long[] {ANY, ANY};
        }
        long first = allowed.get(0);
        long second = allowed.get(allowed.size() - 1);
        return switch (this) {
            case APART -> worker % 2 == 0 ? new long[] {first, first} : new long[] {second, second};
            case TOGETHER -> new long[] {first, first};
            default -> new long[] {first, second};
        };
    }

    /** This process's; none where the system does not say. */
    private static List<Integer> allowed() {
        try {
            String status = Files.readString(Path.of("/proc/self/status"), StandardCharsets.UTF_8);
            Matcher line = Pattern.compile("(?m)^Cpus_allowed_list:\\s*(.*)$").matcher(status);
            return line.find() ? parse(line.group(1)) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** As in {@code 0-1,4}. */
    static List<Integer> parse(String ranges) {
        List<Integer> numbers = new ArrayList<>();
        Matcher range = RANGE.matcher(ranges);
        while (range.find()) {
            int last = Integer.parseInt(range.group(2) == null ? range.group(1) : range.group(2));
            for (int number = Integer.parseInt(range.group(1)); number <= last; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
