package io.interlock.reports.site.chart;

import java.awt.Color;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One colour and marker per implementation, the same on every chart. The colours are those of Okabe and Ito, which people
 * with any colour vision can tell apart, and a green, a yellow and a violet beside them; markers differ too.
 */
public final class Palette {

    /** The look of an implementation. */
    public record Look(Color color, Marker marker, Stroke stroke) {

        /** The colour as style sheets write it. */
        public String css() {
            if (color.equals(Color.BLACK)) {
                return "var(--black)";
            }
            if (color.equals(REFERENCE)) {
                return "var(--reference)";
            }
            return String.format("#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
        }
    }

    enum Stroke {
        HEAVY,
        SOLID,
        DASHED,
        DOTTED
    }

    static final Color REFERENCE = new Color(0x5B5B5B);

    private static final List<Look> REFERENCES = List.of(
            new Look(REFERENCE, SeriesMarkers.NONE, Stroke.DASHED),
            new Look(REFERENCE, SeriesMarkers.NONE, Stroke.DOTTED));

    private static final Look PLATFORM = look(0x0072B2, SeriesMarkers.SQUARE, Stroke.SOLID);
    private static final Look PLATFORM_LESS = look(0x009E73, SeriesMarkers.SQUARE, Stroke.DASHED);
    private static final Look ONE_PROCESS = look(0x000000, SeriesMarkers.CROSS, Stroke.DASHED);

    /** Peers that never occur on the same chart share a look: each primitive has its own C program. */
    private static final Map<String, Look> KNOWN = Map.ofEntries(
            Map.entry("interlock", look(0xD55E00, SeriesMarkers.CIRCLE, Stroke.HEAVY)),
            Map.entry("interlock-portable", look(0xE69F00, SeriesMarkers.CIRCLE, Stroke.DASHED)),
            Map.entry("interlock-returning", look(0xE69F00, SeriesMarkers.TRIANGLE_UP, Stroke.SOLID)),
            Map.entry("c-pthread-robust", PLATFORM),
            Map.entry("c-pthread-recursive-robust", PLATFORM),
            Map.entry("c-sem", PLATFORM),
            Map.entry("boost-semaphore", PLATFORM_LESS),
            Map.entry("c-pthread-cond", PLATFORM),
            Map.entry("c-pthread-barrier", PLATFORM),
            Map.entry("c-pthread-rwlock", PLATFORM),
            Map.entry("c-fetch-add", PLATFORM),
            Map.entry("jna-pthread-robust", look(0x56B4E9, SeriesMarkers.DIAMOND, Stroke.SOLID)),
            Map.entry("var-handle", look(0x56B4E9, SeriesMarkers.DIAMOND, Stroke.SOLID)),
            Map.entry("file-channel", look(0xCC79A7, SeriesMarkers.TRIANGLE_UP, Stroke.SOLID)),
            Map.entry("c-pthread-normal", PLATFORM_LESS),
            Map.entry("c-pthread-recursive", PLATFORM_LESS),
            Map.entry("jna-pthread-normal", look(0x7FBF7B, SeriesMarkers.DIAMOND, Stroke.DASHED)),
            Map.entry("python", look(0x9A8700, SeriesMarkers.TRIANGLE_DOWN, Stroke.SOLID)),
            Map.entry("reentrant-lock", ONE_PROCESS),
            Map.entry("one-process", ONE_PROCESS),
            Map.entry("reference", REFERENCES.get(0)),
            Map.entry("c-spin", REFERENCES.get(0)),
            Map.entry("c-futex", REFERENCES.get(1)));

    /** All colours except that of Interlock. */
    private static final List<Look> OTHERS = List.of(
            look(0x0072B2, SeriesMarkers.DIAMOND, Stroke.SOLID),
            look(0x009E73, SeriesMarkers.TRIANGLE_UP, Stroke.SOLID),
            look(0xCC79A7, SeriesMarkers.SQUARE, Stroke.SOLID),
            look(0x56B4E9, SeriesMarkers.TRIANGLE_DOWN, Stroke.SOLID),
            look(0xE69F00, SeriesMarkers.CROSS, Stroke.SOLID),
            look(0x9A8700, SeriesMarkers.PLUS, Stroke.SOLID),
            look(0x000000, SeriesMarkers.DIAMOND, Stroke.SOLID),
            look(0x8E6BBF, SeriesMarkers.SQUARE, Stroke.SOLID));

    private final Map<String, Look> looks = new HashMap<>(KNOWN);

    /**
     * Creates the palette of one site.
     *
     * @param together groups of implementations that occur on the same chart; one without a colour of its own gets a free one
     *     whom it meets
     */
    public Palette(Collection<? extends Collection<String>> together) {
        Set<String> all = new TreeSet<>();
        together.forEach(all::addAll);
        for (String implementation : all) {
            if (!looks.containsKey(implementation)) {
                looks.put(implementation, free(met(implementation, together)));
            }
        }
    }

    private List<Look> met(String implementation, Collection<? extends Collection<String>> together) {
        return together.stream()
                .filter(group -> group.contains(implementation))
                .flatMap(Collection::stream)
                .map(looks::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Look free(List<Look> met) {
        for (int round = 0; round < OTHERS.size(); round++) {
            for (Look other : OTHERS) {
                Look look = changed(other, round);
                boolean taken = met.stream()
                        .anyMatch(one -> one.equals(look) || (one.color().equals(look.color()) && anyColorLeft(met)));
                if (!taken) {
                    return look;
                }
            }
        }
        return OTHERS.get(0);
    }

    /** Tells whether there is a colour that none of these looks has. */
    private static boolean anyColorLeft(List<Look> met) {
        return OTHERS.stream()
                .anyMatch(other -> met.stream().noneMatch(one -> one.color().equals(other.color())));
    }

    /** When all colours are in use, they are used again with other markers and dashes. */
    private static Look changed(Look look, int round) {
        if (round == 0) {
            return look;
        }
        Marker marker =
                OTHERS.get((OTHERS.indexOf(look) + round) % OTHERS.size()).marker();
        return new Look(look.color(), marker, round % 2 == 1 ? Stroke.DASHED : Stroke.DOTTED);
    }

    public Look look(String implementation) {
        return looks.getOrDefault(implementation, OTHERS.get(0));
    }

    /** The look of the first, second … limit on a chart. */
    static Look reference(int index) {
        return REFERENCES.get(index % REFERENCES.size());
    }

    private static Look look(int rgb, Marker marker, Stroke stroke) {
        return new Look(new Color(rgb), marker, stroke);
    }
}
