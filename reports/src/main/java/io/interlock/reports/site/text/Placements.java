package io.interlock.reports.site.text;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Descriptions of the processors that were used. Unknown ones keep their names and come last. */
public final class Placements {

    private static final Map<String, String> NAMES = names();
    private static final List<String> ORDER = List.copyOf(NAMES.keySet());

    private Placements() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("apart", "on two processors");
        names.put("two-cores", "sharing two processors");
        names.put("together", "all on one processor");
        return names;
    }

    public static String name(String placement) {
        return NAMES.getOrDefault(placement, placement.isEmpty() ? "anywhere" : placement);
    }

    public static Comparator<String> order() {
        return Comparator.<String>comparingInt(name -> ORDER.contains(name) ? ORDER.indexOf(name) : ORDER.size())
                .thenComparing(Comparator.naturalOrder());
    }
}
