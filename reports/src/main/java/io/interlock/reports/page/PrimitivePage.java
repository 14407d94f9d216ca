package io.interlock.reports.page;

import io.interlock.reports.chart.Chart.Reference;
import io.interlock.reports.result.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Everything about one primitive. */
final class PrimitivePage {

    private PrimitivePage() {}

    static Page of(Primitive primitive, ResultSet results, List<Reference> limits) {
        List<Section> sections = new ArrayList<>();
        ThroughputSection.of(primitive).ifPresent(sections::add);
        FairnessSection.of(primitive).ifPresent(sections::add);
        LatencySection.of(primitive, results.histograms()).ifPresent(sections::add);
        RecoverySection.of(primitive).ifPresent(sections::add);
        UncontendedSection.of(primitive, limits).ifPresent(sections::add);
        if (!results.skipped().isEmpty()) {
            sections.add(Gaps.section(results.skipped()));
        }
        return new Page(
                file(primitive),
                primitive.name(),
                primitive.name(),
                "Interlock’s " + primitive.id() + " beside everything else that does the same between processes.",
                sections);
    }

    static String file(Primitive primitive) {
        return primitive.id() + ".html";
    }
}
