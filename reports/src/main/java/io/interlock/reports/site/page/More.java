package io.interlock.reports.site.page;

import io.interlock.reports.gate.compare.Compared;
import io.interlock.reports.gate.history.Trend;
import java.util.List;
import java.util.Optional;

/** What a site may show beside the results of one run. */
public record More(Optional<Compared> comparison, List<Trend> history) {

    public More {
        history = List.copyOf(history);
    }

    public static final More NOTHING = new More(Optional.empty(), List.of());
}
