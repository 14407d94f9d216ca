package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Histograms;
import io.interlock.reports.site.chart.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The latency of acquisitions up to the rarest cases, with one chart for each load. */
final class LatencySection {

    private static final String METRIC = "acquire";

    private LatencySection() {}

    static Optional<Section> of(Primitive primitive, Histograms histograms) {
        Wording wording = Wording.of(primitive);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text("Of all " + wording.operations()
                + " every 64th is timed, from the call to its return. The horizontal axis is the percentile: at 99.9 %,"
                + " one of a thousand takes longer. A curve ends where there are too few samples; “max” is the longest of"
                + " all."));
        for (String load : primitive.loads()) {
            chart(primitive, load, histograms).ifPresent(chart -> blocks.add(new Block.Figure(chart)));
        }
        return blocks.size() == 1 ? Optional.empty() : Optional.of(new Section("latency", wording.time(), blocks));
    }

    static Optional<LineChart> chart(Primitive primitive, String load, Histograms histograms) {
        PercentileCurves curves = new PercentileCurves(ThroughputSection.main(primitive, load), METRIC, histograms);
        Wording wording = Wording.of(primitive);
        String at = primitive.mainProcesses() + " processes" + wording.inside(load) + ": ";
        return curves.chart(
                primitive.id() + "-latency-" + load.replaceAll("[^A-Za-z0-9]", "-"),
                at + curves.finding(wording.acquires()).orElse(wording.time()),
                wording.time() + " with " + primitive.mainProcesses() + " processes, " + wording.load(load)
                        + "; all forks together; less is better",
                wording.operations(),
                wording.time());
    }
}
