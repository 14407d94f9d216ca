package io.interlock.reports.page;

import io.interlock.reports.chart.LineChart;
import io.interlock.reports.result.Histograms;
import io.interlock.reports.text.Loads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long acquiring takes, up to the rarest cases: one chart per load. */
final class LatencySection {

    private static final String METRIC = "acquire";

    private LatencySection() {}

    static Optional<Section> of(Primitive primitive, Histograms histograms) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                "Every 64th operation is timed, from the call to its return: to acquire, or what else is measured. The further right, the"
                        + " rarer: at 99.9 %, one operation of a thousand takes longer. Curves end where too few were timed to"
                        + " say more; “max” is the longest of all."));
        for (String load : primitive.loads()) {
            chart(primitive, load, histograms).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        }
        return blocks.size() == 1 ? Optional.empty() : Optional.of(new Section("latency", "Time to acquire", blocks));
    }

    static Optional<LineChart> chart(Primitive primitive, String load, Histograms histograms) {
        PercentileCurves curves = new PercentileCurves(ThroughputSection.main(primitive, load), METRIC, histograms);
        String at = primitive.mainProcesses() + " processes, " + Loads.inside(load) + ": ";
        return curves.chart(
                primitive.id() + "-latency-" + load.replaceAll("[^A-Za-z0-9]", "-"),
                at + curves.finding("acquires").orElse("time to acquire"),
                "Time to acquire with " + primitive.mainProcesses() + " processes, " + Loads.name(load)
                        + "; all forks together; less is better",
                "acquisitions",
                "Time to acquire");
    }
}
