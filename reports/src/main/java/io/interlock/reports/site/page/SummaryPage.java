package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Environment;
import io.interlock.reports.gate.result.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** The first page: the findings, and a summary of each primitive. */
final class SummaryPage {

    static final String FILE = "index.html";

    private static final String OURS =
            "Crash-safe primitives shared by JVM processes, measured beside their alternatives in one run on one"
                    + " machine";

    private SummaryPage() {}

    static Page of(List<Primitive> primitives, List<Page> others, ResultSet results) {
        List<Section> sections = new ArrayList<>();
        List<Block> top = new ArrayList<>();
        Warnings.of(results).forEach(warning -> top.add(new Block.Notice(warning)));
        top.addAll(new Overview(primitives).blocks());
        if (!top.isEmpty()) {
            sections.add(new Section("overview", "Against the best peer", top));
        }
        for (Primitive primitive : primitives) {
            sections.add(glance(primitive, results));
        }
        List<Block.Link> links = others.stream()
                .filter(page -> primitives.stream()
                        .noneMatch(primitive -> PrimitivePage.file(primitive).equals(page.file())))
                .map(page -> new Block.Link(page.title(), page.file(), page.lead()))
                .toList();
        sections.add(new Section("pages", "Other pages", List.of(new Block.Links(links))));
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
        blocks.add(new Block.Grid(
                new SummaryTable(primitive, results.histograms()).table(primitive.lacks(results.skipped()))));
        blocks.add(new Block.Links(List.of(new Block.Link(
                "More about " + primitive.name(),
                PrimitivePage.file(primitive),
                "all scenarios, with charts, intervals and figures"))));
        return new Section(primitive.id(), primitive.name(), blocks);
    }
}
