package io.interlock.reports.site.page;

import io.interlock.reports.gate.compare.Compared;
import io.interlock.reports.gate.history.Trend;
import io.interlock.reports.site.document.Document;
import java.util.List;
import java.util.Optional;

/** Optional contents of a site besides the results of one run. */
public record More(Optional<Compared> comparison, List<Trend> history, List<Document> documents) {

    public More {
        history = List.copyOf(history);
        documents = List.copyOf(documents);
    }

    public static final More NOTHING = new More(Optional.empty(), List.of(), List.of());
}
