package io.interlock.reports.site.text;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Descriptions of the work inside and outside of a lock. */
public final class Loads {

    /** Only the guarded increment. */
    public static final String EMPTY = "empty";

    private static final int EMPTY_NS = -1;
    private static final int UNKNOWN_NS = Integer.MAX_VALUE;
    private static final Pattern INSIDE_OUTSIDE = Pattern.compile("(\\d+)in(\\d+)out");

    private Loads() {}

    public static String name(String load) {
        Matcher matcher = INSIDE_OUTSIDE.matcher(load);
        if (matcher.matches()) {
            return matcher.group(1) + " ns inside the lock, " + matcher.group(2) + " ns outside";
        }
        if (load.equals(EMPTY)) {
            return "no work inside or outside the lock";
        }
        return switch (load) {
            case "" -> "all do the same";
            case "get" -> "all reading";
            case "put" -> "all writing";
            case "append" -> "all appending";
            case "0writers" -> "no writer";
            case "10writers" -> "every tenth operation writes";
            default -> load;
        };
    }

    /** The work inside, for titles. */
    public static String inside(String load) {
        int ns = insideNs(load);
        return switch (ns) {
            case EMPTY_NS -> "empty lock";
            case UNKNOWN_NS -> name(load);
            default -> ns + " ns inside";
        };
    }

    /** The empty load first, then by time inside. */
    public static Comparator<String> order() {
        return Comparator.comparingInt(Loads::insideNs).thenComparing(Comparator.naturalOrder());
    }

    private static int insideNs(String load) {
        Matcher matcher = INSIDE_OUTSIDE.matcher(load);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        return load.equals(EMPTY) ? EMPTY_NS : UNKNOWN_NS;
    }
}
