package io.interlock.reports.site.page;

import io.interlock.reports.gate.ab.SimulationFigures;
import io.interlock.reports.gate.ab.TrialFigures;
import io.interlock.reports.gate.text.Numbers;
import io.interlock.reports.gate.text.Table;
import io.interlock.reports.gate.text.Table.Cell;
import io.interlock.reports.gate.text.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How often the comparison of two commits is wrong. */
final class GateSection {

    private static final String RECORDED = "reports/src/test/resources/io/interlock/reports/gate/ab/recorded.json";

    private GateSection() {}

    static Section of(SimulationFigures figures, Optional<TrialFigures> trial) {
        SimulationFigures.SameProgram same = figures.sameProgram();
        List<Row> rows = figures.injected().stream()
                .map(one -> new Row(
                        "",
                        one.benchmark(),
                        List.of(
                                Cell.of(one.found() + " of " + one.runs()),
                                Cell.of(Numbers.figure(one.noisePercent()) + " %"),
                                Cell.of(Numbers.plain(one.medianForks())))))
                .toList();
        List<Block> blocks = new ArrayList<>(List.of(
                new Block.Text("Two commits are compared by ab: their forks take turns, what is flagged is run again"
                        + " before it counts, and a benchmark is slower only where the whole interval lies beyond"
                        + " the threshold of " + Numbers.plain(figures.thresholdPercent())
                        + " %, also after the correction for many benchmarks. How often that is wrong was simulated"
                        + " with forks drawn from a recorded run of commit " + figures.commit() + " on "
                        + figures.machine() + "."),
                new Block.Bullets(List.of("The same program on both sides: " + same.alarms() + " of " + same.runs()
                        + " runs of " + same.benchmarks() + " benchmarks raised an alarm.")),
                new Block.Grid(new Table(
                        "One benchmark " + Numbers.plain(figures.slowdownPercent())
                                + " % slower: in how many runs that was found",
                        List.of("Benchmark", "Found", "Noise of its forks", "Forks, median"),
                        rows)),
                new Block.Text("To repeat it:"),
                new Block.Code(command(figures))));
        trial.map(GateSection::real).ifPresent(blocks::addAll);
        return new Section("gate", "How far to trust the gate", blocks);
    }

    private static List<Block> real(TrialFigures figures) {
        TrialFigures.SameProgram same = figures.sameProgram();
        TrialFigures.MoreWork more = figures.moreWork();
        return List.of(
                new Block.Text("For real, with commit " + figures.commit() + " on " + figures.machine() + ":"),
                new Block.Bullets(List.of(
                        "The same program on both sides, " + same.benchmarks() + " benchmarks, at most "
                                + same.maxForks() + " forks of each: " + same.alarms() + " of " + same.runs()
                                + " runs raised an alarm.",
                        more.percent() + " % more work on one side: found in " + more.found() + " of " + more.runs()
                                + " runs.")),
                new Block.Text("To repeat it, which takes hours:"),
                new Block.Code(("scripts/gate-trial " + same.runs() + " " + more.runs() + " target/gate-trial "
                                + figures.options())
                        .strip()));
    }

    private static String command(SimulationFigures figures) {
        int injectedRuns = figures.injected().stream()
                .mapToInt(SimulationFigures.Injected::runs)
                .max()
                .orElse(0);
        return "scripts/gate-simulation " + RECORDED + " --runs "
                + figures.sameProgram().runs() + " --injected-runs " + injectedRuns + " --slowdown "
                + Numbers.plain(figures.slowdownPercent()) + " --threshold " + Numbers.plain(figures.thresholdPercent())
                + " --min-forks " + figures.minForks() + " --max-forks " + figures.maxForks() + " --seed "
                + figures.seed();
    }
}
