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

/** The measured error rates of the comparison of two commits. */
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
                new Block.Text(
                        "The command ab compares two commits. It alternates their forks and re-measures every flagged benchmark"
                                + " before it reports it. A benchmark is slower only if its whole interval lies beyond the threshold of "
                                + Numbers.plain(figures.thresholdPercent())
                                + " %, also after the correction for multiple comparisons. Its error rates were simulated with forks"
                                + " drawn from a recorded run of commit " + figures.commit() + " on "
                                + figures.machine() + "."),
                new Block.Bullets(List.of("The same program on both sides: " + same.alarms() + " of " + same.runs()
                        + " runs of " + same.benchmarks() + " benchmarks raised an alarm.")),
                new Block.Grid(new Table(
                        "One benchmark " + Numbers.plain(figures.slowdownPercent()) + " % slower: runs that found it",
                        List.of("Benchmark", "Found", "Noise of the forks", "Forks, median"),
                        rows)),
                new Block.Text("To repeat it:"),
                new Block.Code(command(figures))));
        trial.map(GateSection::real).ifPresent(blocks::addAll);
        return new Section("gate", "Error rates of the gate", blocks);
    }

    private static List<Block> real(TrialFigures figures) {
        TrialFigures.SameProgram same = figures.sameProgram();
        TrialFigures.MoreWork more = figures.moreWork();
        return List.of(
                new Block.Text(
                        "Measured on real runs, with commit " + figures.commit() + " on " + figures.machine() + ":"),
                new Block.Bullets(List.of(
                        "The same program on both sides, " + same.benchmarks() + " benchmarks, at most "
                                + same.maxForks() + " forks of each: " + same.alarms() + " of " + same.runs()
                                + " runs raised an alarm.",
                        more.percent() + " % more work in one of the two: found in " + more.found() + " of "
                                + more.runs() + " runs.")),
                new Block.Text("To repeat it (takes hours):"),
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
