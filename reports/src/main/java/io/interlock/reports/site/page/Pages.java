package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.ResultSet;
import io.interlock.reports.gate.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All pages of a site, the summary first. */
public final class Pages {

    private Pages() {}

    public static List<Page> of(ResultSet results, More more) {
        List<Primitive> primitives = Primitive.allOf(results.results());
        List<Page> others = new ArrayList<>();
        primitives.forEach(primitive -> others.add(PrimitivePage.of(primitive, results)));
        others.addAll(GenericPage.allOf(unknown(primitives, results)));
        ReferencesPage.of(results.results()).ifPresent(others::add);
        more.comparison().map(ComparisonPage::of).ifPresent(others::add);
        if (!more.history().isEmpty()) {
            others.add(TrendPage.of(more.history()));
        }
        others.add(MethodPage.of(results));
        more.documents().forEach(document -> others.add(DocumentPage.of(document)));
        List<Page> all = new ArrayList<>();
        all.add(SummaryPage.of(primitives, others, results));
        all.addAll(others);
        return all;
    }

    /** The tables for the terminal: summaries of the primitives, then scores of all other benchmarks. */
    public static List<Table> summaries(ResultSet results) {
        List<Table> tables = new ArrayList<>();
        List<Primitive> primitives = Primitive.allOf(results.results());
        primitives.forEach(primitive -> tables.add(
                new SummaryTable(primitive, results.histograms()).table(primitive.lacks(results.skipped()))));
        primitives.forEach(primitive -> tables.addAll(GenericPage.scores(primitive.others())));
        tables.addAll(GenericPage.scores(unknown(primitives, results)));
        return tables;
    }

    private static List<Result> unknown(List<Primitive> primitives, ResultSet results) {
        Set<Result> others = primitives.stream()
                .flatMap(primitive -> primitive.others().stream())
                .collect(Collectors.toSet());
        return results.results().stream()
                .filter(result -> !Primitive.belongs(result) && !Limits.belongs(result) && !others.contains(result))
                .toList();
    }
}
