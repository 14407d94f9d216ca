package io.interlock.reports.site.chart;

import java.awt.Font;
import java.util.Optional;

/** Charts are drawn with the system's fonts, and small systems have none. */
public final class Fonts {

    private Fonts() {}

    /** What to install where no text can be drawn. */
    public static Optional<String> missing() {
        try {
            Glyphs.width("text", Plots.font(Font.PLAIN, 12));
            return Optional.empty();
        } catch (RuntimeException | InternalError | LinkageError e) {
            // Which of them, and with which cause, differs between versions of the JDK.
            return Optional.of("charts need a font, and this system has none: apt-get install fontconfig"
                    + " fonts-dejavu-core, then write the site again");
        }
    }
}
