package io.interlock.reports.gate.statistics;

import io.interlock.reports.gate.result.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Estimates that have been asked for before: pages show one figure in several places, and drawing samples for it takes most
 * of a site's time. Holds the latest only. Threads may share it.
 */
final class Remembered {

    private static final int MOST = 20_000;

    private final Map<List<Metric>, Estimate> estimates =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<List<Metric>, Estimate> eldest) {
                    return size() > MOST;
                }
            });

    /**
     * The same metrics always give the same estimate.
     *
     * @param of what it is an estimate of
     */
    Estimate get(List<Metric> of, Supplier<Estimate> estimate) {
        Estimate known = estimates.get(of);
        if (known != null) {
            return known;
        }
        // Not under the map's lock: two threads may work on two estimates.
        Estimate found = estimate.get();
        estimates.put(of, found);
        return found;
    }
}
