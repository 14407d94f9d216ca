package io.interlock.reports.chart;

import java.awt.Color;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One colour and marker per implementation, the same on every chart. The colours are those of Okabe and Ito, which people
 * with any colour vision can tell apart, and the two greens and yellows beside them; markers differ too.
 */
public final class Palette {

    /** How an implementation looks. */
    public record Look(Color color, Marker marker, Stroke stroke) {

        /** For style sheets. */
        public String css() {
            return String.format("#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
        }
    }

    enum Stroke {
        HEAVY,
        SOLID,
        DASHED,
        DOTTED
    }

    private static final List<Look> REFERENCES = List.of(
            look(0x5B5B5B, SeriesMarkers.NONE, Stroke.DASHED), look(0x5B5B5B, SeriesMarkers.NONE, Stroke.DOTTED));

    private static final Look PLATFORM = look(0x0072B2, SeriesMarkers.SQUARE, Stroke.SOLID);
    private static final Look PLATFORM_LESS = look(0x009E73, SeriesMarkers.SQUARE, Stroke.DASHED);
    private static final Look ONE_PROCESS = look(0x000000, SeriesMarkers.CROSS, Stroke.DASHED);

    /** Peers that never meet on one chart look alike: each primitive has its own in C. */
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

    private static final List<Look> OTHERS = List.of(
            look(0x0072B2, SeriesMarkers.CIRCLE, Stroke.SOLID),
            look(0xD55E00, SeriesMarkers.SQUARE, Stroke.SOLID),
            look(0x009E73, SeriesMarkers.DIAMOND, Stroke.SOLID),
            look(0xCC79A7, SeriesMarkers.TRIANGLE_UP, Stroke.SOLID),
            look(0x56B4E9, SeriesMarkers.TRIANGLE_DOWN, Stroke.SOLID),
            look(0xE69F00, SeriesMarkers.CROSS, Stroke.SOLID),
            look(0x000000, SeriesMarkers.PLUS, Stroke.SOLID));

    private final Map<String, Look> looks = new HashMap<>(KNOWN);

    /**
     * For one site.
     *
     * @param implementations all of the site; those without a colour of their own get one that is free, by their order
     */
    public Palette(Collection<String> implementations) {
        List<Look> free = OTHERS.stream()
                .filter(other -> implementations.stream().noneMatch(name -> sameColor(KNOWN.get(name), other)))
                .toList();
        List<Look> unused = free.isEmpty() ? OTHERS : free;
        int next = 0;
        for (String implementation : new TreeSet<>(implementations)) {
            if (!looks.containsKey(implementation)) {
                looks.put(implementation, unused.get(next++ % unused.size()));
            }
        }
    }

    public Look look(String implementation) {
        return looks.getOrDefault(implementation, OTHERS.get(0));
    }

    /** Of the first, second … limit on a chart. */
    static Look reference(int index) {
        return REFERENCES.get(index % REFERENCES.size());
    }

    private static boolean sameColor(@Nullable Look one, Look other) {
        return one != null && one.color().equals(other.color());
    }

    private static Look look(int rgb, Marker marker, Stroke stroke) {
        return new Look(new Color(rgb), marker, stroke);
    }
}
