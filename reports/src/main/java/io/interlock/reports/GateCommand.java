package io.interlock.reports;

import io.interlock.reports.gate.compare.Comparer;
import io.interlock.reports.gate.compare.ComparisonOptions;
import io.interlock.reports.gate.compare.Finding;
import io.interlock.reports.gate.compare.Problem;
import io.interlock.reports.gate.compare.Verdict;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.output.Columns;
import io.interlock.reports.gate.output.Outputs;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Baseline;
import io.interlock.reports.gate.result.Baseline.Acceptance;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.gate.result.ResultSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "gate",
        description = "Compares a run with a stored baseline, or makes it the baseline.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every benchmark was compared, and none is slower; or the baseline was written",
            "1:at least one benchmark is slower",
            "2:a benchmark could not be compared; the message names it and its file"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options.
final class GateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--baseline", required = true, paramLabel = "FILE", description = "The baseline's file.")
    private Path baseline;

    @Option(
            names = "--results",
            paramLabel = "PATH",
            defaultValue = "benchmarks/target/results",
            description = "A results directory, or a file of JMH's -rf json; default: ${DEFAULT-VALUE}.")
    private Path results;

    @Option(
            names = "--accept",
            paramLabel = "REASON",
            description = "Makes the results the baseline and adds the reason to its history.")
    private Optional<String> accept = Optional.empty();

    @Mixin
    private ComparisonOptions options;

    @Mixin
    private Outputs outputs;

    @Override
    public Integer call() {
        if (accept.isPresent()) {
            return accept(accept.get().strip());
        }
        if (!Files.exists(baseline)) {
            throw new BadInputException(baseline + ": no such baseline; write one with --accept REASON");
        }
        return outputs.write(
                compare(), spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private Verdicts compare() {
        return options.comparer().compare(options.read(baseline), options.read(results));
    }

    private int accept(String reason) {
        if (reason.isEmpty()) {
            throw new BadInputException("--accept: give a reason, which the baseline's history keeps");
        }
        ResultSet set = ResultReader.read(results);
        List<Problem> problems = Comparer.unusable(options.read(results));
        if (!problems.isEmpty()) {
            throw new BadInputException(problems.stream().map(Object::toString).collect(Collectors.joining("\n")));
        }
        List<Acceptance> history = new ArrayList<>();
        List<String> changes = List.of();
        if (Files.exists(baseline)) {
            history.addAll(Baseline.read(baseline).history());
            changes = changes();
        }
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        history.add(new Acceptance(date, set.environment().fact("commit"), reason, changes));
        new Baseline(set, history).write(baseline);
        changes.forEach(spec.commandLine().getOut()::println);
        spec.commandLine()
                .getOut()
                .println(baseline + ": now holds " + set.results().size() + " benchmarks as the baseline: " + reason);
        return 0;
    }

    /** The differences from the former baseline, which the reason explains. */
    private List<String> changes() {
        Verdicts verdicts;
        try {
            verdicts = compare();
        } catch (BadInputException e) {
            return List.of("not compared with the baseline before: " + e.getMessage());
        }
        List<String> changes = new ArrayList<>();
        for (Finding finding : verdicts.findings()) {
            if (finding.verdict() == Verdict.SLOWER || finding.verdict() == Verdict.FASTER) {
                changes.add(finding.name() + ": " + finding.verdict().word() + ", "
                        + Columns.percent(finding.ratio().value()));
            }
        }
        verdicts.problems().forEach(problem -> changes.add("not compared: " + problem));
        return List.copyOf(changes);
    }
}
