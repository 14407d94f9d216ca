package io.interlock.reports.gate.statistics;

import io.interlock.reports.gate.result.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A cache of the latest estimates. Pages show one figure in several places, and drawing the samples takes most of the time of
 * writing a site. Safe for use by many threads.
 */
final class Remembered {

    private static final int MAX_ESTIMATES = 20_000;

    private final Map<List<Metric>, Estimate> estimates =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<List<Metric>, Estimate> eldest) {
                    return size() > MAX_ESTIMATES;
                }
            });

    /**
     * The same metrics always give the same estimate.
     *
     * @param of the metrics that are estimated
     */
    Estimate get(List<Metric> of, Supplier<Estimate> estimate) {
        Estimate known = estimates.get(of);
        if (known != null) {
            return known;
        }
        // Computed outside of the map's lock, so that threads can compute different estimates at the same time.
        Estimate found = estimate.get();
        estimates.put(of, found);
        return found;
    }
}
