package io.interlock.reports.page;

import io.interlock.reports.result.Result;
import io.interlock.reports.result.ResultSet;
import io.interlock.reports.text.Table;
import java.util.ArrayList;
import java.util.List;

/** All pages of a site, the summary first. */
public final class Pages {

    private Pages() {}

    public static List<Page> of(ResultSet results) {
        List<Primitive> primitives = Primitive.allOf(results.results());
        List<Page> others = new ArrayList<>();
        primitives.forEach(primitive -> others.add(PrimitivePage.of(primitive, results)));
        others.addAll(GenericPage.allOf(unknown(results)));
        others.add(MethodPage.of(results));
        List<Page> all = new ArrayList<>();
        all.add(SummaryPage.of(primitives, others, results));
        all.addAll(others);
        return all;
    }

    /** For the terminal: each primitive at a glance, then the scores of all that is none. */
    public static List<Table> summaries(ResultSet results) {
        List<Table> tables = new ArrayList<>();
        Primitive.allOf(results.results())
                .forEach(
                        primitive -> tables.add(new SummaryTable(primitive).table(primitive.lacks(results.skipped()))));
        tables.addAll(GenericPage.scores(unknown(results)));
        return tables;
    }

    private static List<Result> unknown(ResultSet results) {
        return results.results().stream()
                .filter(result -> !Primitive.belongs(result) && !Limits.belongs(result))
                .toList();
    }
}
