package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.gate.result.ResultSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A suite that a command line runs. Its environment holds {@code RESULTS}, the file or directory for the results;
 * {@code INCLUDE}, a regular expression that selects benchmarks by {@code benchmark,name=value,…}; {@code BENCHMARKS}, one that
 * selects them by name only; and {@code ARM}, {@code base} or {@code head}.
 */
final class CommandSuite implements Suite {

    private final Map<Arm, Path> trees;
    private final Path scratch;
    private final String command;
    private final String include;
    private final Set<Case> known = new HashSet<>();
    private int runs;

    CommandSuite(Map<Arm, Path> trees, Path scratch, String command, String include) {
        this.trees = trees;
        this.scratch = scratch;
        this.command = command;
        this.include = include;
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.everything(include));
    }

    @Override
    public List<Part> parts(Collection<Case> cases) {
        return cases.containsAll(known) ? parts() : List.of(Part.of(cases));
    }

    @Override
    public ResultSet run(Arm arm, Part part) {
        runs++;
        Path results = scratch.resolve("results-" + runs);
        Map<String, String> environment = Map.of(
                "RESULTS", results.toString(),
                "INCLUDE", part.include(),
                "BENCHMARKS", part.benchmarks(),
                "ARM", arm.label());
        Path tree = Trees.of(trees, arm);
        Shell.run(arm.label(), tree, environment, List.of("sh", "-c", command), scratch.resolve("run.log"));
        if (!Files.exists(results)) {
            throw new BadInputException(arm.label() + ": " + command + ": wrote no results to $RESULTS");
        }
        ResultSet set = ResultReader.read(results);
        for (Result result : set.results()) {
            known.add(new Case(result.benchmark(), result.params()));
        }
        return set;
    }
}
