package io.interlock.reports.page;

import io.interlock.reports.result.Histograms;
import io.interlock.reports.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long it takes to open what is there already, in a JVM that has done so before and in a new one. */
final class AttachSection {

    static final String WARM = "attach";
    static final String COLD = "attachCold";

    private static final String METRIC = "attach";
    private static final Map<String, String> JVMS = Map.of(WARM, "again in the same JVM", COLD, "once in a new JVM");

    private AttachSection() {}

    static Optional<Section> of(Primitive primitive, Histograms histograms) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text("Open what others have created, do one operation, close."));
        for (String method : List.of(WARM, COLD)) {
            List<Result> results = primitive.of(method);
            String jvm = JVMS.getOrDefault(method, method);
            new PercentileCurves(results, METRIC, histograms)
                    .chart(
                            primitive.id() + "-" + method,
                            "Attaching " + jvm,
                            "Open, first operation, close, " + jvm + "; all forks together; less is better",
                            "times",
                            "Time to attach")
                    .ifPresent(chart -> blocks.add(new Block.Figure(chart)));
            if (!results.isEmpty()) {
                blocks.add(new Block.Grid(TimesTable.of("Attaching " + jvm, results, METRIC, List.of())));
            }
        }
        return blocks.size() == 1 ? Optional.empty() : Optional.of(new Section("attach", "Attaching", blocks));
    }
}
