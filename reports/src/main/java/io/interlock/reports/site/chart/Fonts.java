package io.interlock.reports.site.chart;

import java.awt.Font;
import java.util.Optional;

/** Checks that the system has fonts, with which charts are drawn. */
public final class Fonts {

    private Fonts() {}

    /** The packages to install if no text can be drawn. */
    public static Optional<String> missing() {
        try {
            Glyphs.width("text", Plots.font(Font.PLAIN, 12));
            return Optional.empty();
        } catch (RuntimeException | InternalError | LinkageError e) {
            // The error and its cause differ between versions of the JDK.
            return Optional.of("charts need a font, and this system has none: apt-get install fontconfig"
                    + " fonts-dejavu-core, then write the site again");
        }
    }
}
