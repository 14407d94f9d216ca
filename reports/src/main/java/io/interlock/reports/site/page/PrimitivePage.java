package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.ResultSet;
import io.interlock.reports.gate.result.Skipped;
import io.interlock.reports.site.text.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of one primitive. */
final class PrimitivePage {

    private PrimitivePage() {}

    static Page of(Primitive primitive, ResultSet results) {
        List<Section> sections = new ArrayList<>();
        findings(primitive, results).ifPresent(sections::add);
        ThroughputSection.of(primitive).ifPresent(sections::add);
        FairnessSection.of(primitive).ifPresent(sections::add);
        HandOffSection.of(primitive, results.results(), results.histograms()).ifPresent(sections::add);
        OpenLoopSection.of(primitive, results.histograms()).ifPresent(sections::add);
        LatencySection.of(primitive, results.histograms()).ifPresent(sections::add);
        RecoverySection.of(primitive).ifPresent(sections::add);
        AttachSection.of(primitive, results.histograms()).ifPresent(sections::add);
        UncontendedSection.of(primitive, results.results()).ifPresent(sections::add);
        sections.addAll(GenericPage.sections(primitive.id() + "-more", primitive.others()));
        List<Skipped> skipped = primitive.lacks(results.skipped());
        if (!skipped.isEmpty()) {
            sections.add(Gaps.section(skipped));
        }
        return new Page(
                file(primitive),
                primitive.name(),
                primitive.name(),
                "Interlock’s " + primitive.name().toLowerCase(Locale.ROOT)
                        + " compared with its alternatives between processes.",
                sections);
    }

    private static Optional<Section> findings(Primitive primitive, ResultSet results) {
        List<Block> blocks = new ArrayList<>();
        // A reader who follows a link to this page sees no other one.
        Warnings.of(results).forEach(warning -> blocks.add(new Block.Notice(warning)));
        if (primitive.implementations().stream().allMatch(name -> name.startsWith(Implementations.OURS))) {
            blocks.add(new Block.Text(
                    "This run measured no peer. A larger profile, or another choice of benchmarks, does."));
        }
        List<String> findings = Findings.of(primitive);
        if (!findings.isEmpty()) {
            blocks.add(new Block.Bullets(findings));
        }
        RatioTable.of(primitive).ifPresent(table -> blocks.add(new Block.Grid(table)));
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("findings", "Findings", blocks));
    }

    static String file(Primitive primitive) {
        return primitive.id() + ".html";
    }
}
