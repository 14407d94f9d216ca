package io.interlock.reports.page;

import io.interlock.reports.result.ResultSet;
import io.interlock.reports.result.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything about one primitive. */
final class PrimitivePage {

    private PrimitivePage() {}

    static Page of(Primitive primitive, ResultSet results) {
        List<Section> sections = new ArrayList<>();
        ThroughputSection.of(primitive).ifPresent(sections::add);
        FairnessSection.of(primitive).ifPresent(sections::add);
        HandOffSection.of(primitive, results.results(), results.histograms()).ifPresent(sections::add);
        LatencySection.of(primitive, results.histograms()).ifPresent(sections::add);
        RecoverySection.of(primitive).ifPresent(sections::add);
        UncontendedSection.of(primitive, results.results()).ifPresent(sections::add);
        List<Skipped> skipped = primitive.lacks(results.skipped());
        if (!skipped.isEmpty()) {
            sections.add(Gaps.section(skipped));
        }
        return new Page(
                file(primitive),
                primitive.name(),
                primitive.name(),
                "Interlock’s " + primitive.name().toLowerCase(Locale.ROOT)
                        + " beside everything else that does the same between processes.",
                sections);
    }

    static String file(Primitive primitive) {
        return primitive.id() + ".html";
    }
}
