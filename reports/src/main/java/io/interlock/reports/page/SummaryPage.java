package io.interlock.reports.page;

import io.interlock.reports.result.Environment;
import io.interlock.reports.result.Result;
import io.interlock.reports.result.ResultSet;
import io.interlock.reports.text.Implementations;
import io.interlock.reports.text.Loads;
import io.interlock.reports.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first page: what was found, and each primitive at a glance. */
final class SummaryPage {

    static final String FILE = "index.html";

    private static final String OURS =
            "Crash-safe primitives that JVM processes on one machine share, beside everything"
                    + " else that does their job, in one run on one machine";

    private SummaryPage() {}

    static Page of(List<Primitive> primitives, List<Page> others, ResultSet results) {
        List<Section> sections = new ArrayList<>();
        List<Block> top = new ArrayList<>();
        Warnings.of(results).forEach(warning -> top.add(new Block.Notice(warning)));
        List<String> findings = new ArrayList<>();
        boolean several = primitives.size() > 1;
        primitives.forEach(primitive -> findings(primitive)
                .forEach(finding -> findings.add(several ? primitive.name() + ": " + finding : finding)));
        if (!findings.isEmpty()) {
            top.add(new Block.Bullets(findings));
        }
        if (!top.isEmpty()) {
            sections.add(new Section("findings", "Findings", top));
        }
        for (Primitive primitive : primitives) {
            sections.add(glance(primitive, results));
        }
        List<Block.Link> links = others.stream()
                .map(page -> new Block.Link(page.title(), page.file(), page.lead()))
                .toList();
        sections.add(new Section("pages", "Pages", List.of(new Block.Links(links))));
        String machine = machine(results.environment());
        return new Page(
                FILE,
                "Summary",
                primitives.isEmpty() ? "Benchmark results" : "Interlock, measured",
                primitives.isEmpty() ? "One run, one machine" + machine : OURS + machine,
                sections);
    }

    private static String machine(Environment environment) {
        return environment.isKnown()
                ? ": " + environment.fact("cpuModel") + ", " + environment.fact("cores") + " processors."
                : ".";
    }

    private static Section glance(Primitive primitive, ResultSet results) {
        List<Block> blocks = new ArrayList<>();
        primitive
                .mainLoad()
                .flatMap(load -> ThroughputSection.chart(primitive, load))
                .ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        primitive.settings().stream()
                .findFirst()
                .flatMap(setting -> HandOffSection.chart(primitive, setting, results.results(), results.histograms()))
                .ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        blocks.add(new Block.Grid(new SummaryTable(primitive).table(primitive.lacks(results.skipped()))));
        RatioTable.of(primitive).ifPresent(table -> blocks.add(new Block.Grid(table)));
        blocks.add(new Block.Links(List.of(new Block.Link(
                "More about " + primitive.name(),
                PrimitivePage.file(primitive),
                "every scenario, with intervals and figures"))));
        return new Section(primitive.id(), primitive.name(), blocks);
    }

    private static List<String> findings(Primitive primitive) {
        List<String> survivors = Deaths.survivors(primitive);
        List<String> findings = new ArrayList<>();
        Comparison.withBest(primitive.of(Primitive.UNCONTENDED), Result::primary, true, survivors)
                .ifPresent(best -> findings.add(sentence("With nobody else around", best)));
        for (String load : primitive.loads()) {
            List<Result> results = ThroughputSection.main(primitive, load);
            Comparison.withBest(results, ThroughputSection::total, false, survivors)
                    .ifPresent(best -> findings.add(sentence(
                            "With " + primitive.mainProcesses() + " processes and " + Loads.name(load), best)));
        }
        for (Primitive.Setting setting : primitive.settings()) {
            Comparison.withBest(HandOffSection.measured(primitive, setting), HandOffSection::median, true, survivors)
                    .ifPresent(best -> findings.add(sentence("There and back, " + setting.words(), best)));
        }
        List<Deaths.Outcome> outcomes = Deaths.of(primitive);
        Optional<Deaths.Outcome> ours = outcomes.stream()
                .filter(outcome -> outcome.implementation().equals(Implementations.OURS))
                .findFirst();
        if (ours.isPresent()) {
            findings.add("After kill -9 of the holder: " + RecoverySection.title(outcomes) + ".");
        }
        return findings;
    }

    private static String sentence(String where, Comparison best) {
        String kind = best.safe() ? ", the fastest peer that survives a kill too" : ", the fastest peer";
        return where + ", " + best.finding() + kind + " (95 % interval " + Numbers.interval(best.ratio()) + ").";
    }
}
