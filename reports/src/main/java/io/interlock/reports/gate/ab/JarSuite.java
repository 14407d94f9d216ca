package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Environment;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.gate.result.ResultSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A JMH jar, run by JMH's own options. The arms alternate for every benchmark with its parameters. */
final class JarSuite implements Suite {

    private static final Pattern BENCHMARK =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)+");

    private final Map<Arm, Path> jars;
    private final Path scratch;
    private final Path java;
    private final Pattern include;
    private final List<String> options;
    private final Map<Arm, Set<String>> benchmarks = new EnumMap<>(Arm.class);
    private int runs;

    /**
     * @param jars one for each arm
     * @param java the java program
     * @param options options of JMH, for every run
     */
    JarSuite(Map<Arm, Path> jars, Path scratch, Path java, Pattern include, List<String> options) {
        this.jars = jars;
        this.scratch = scratch;
        this.java = java;
        this.include = include;
        this.options = List.copyOf(options);
    }

    @Override
    public List<Part> parts() {
        Set<String> all = new LinkedHashSet<>(benchmarks(Arm.BASE));
        all.addAll(benchmarks(Arm.HEAD));
        if (all.isEmpty()) {
            throw new BadInputException("neither base nor head has a benchmark whose name contains " + include);
        }
        return all.stream().map(name -> Part.everything(exactly(name))).toList();
    }

    /** The options without parameters: a case names all of its parameters, and JMH treats a repeated one as two values. */
    private static List<String> withoutParams(List<String> options) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals("-p")) {
                i++;
            } else {
                others.add(options.get(i));
            }
        }
        return others;
    }

    private static String exactly(String benchmark) {
        return "^" + Pattern.quote(benchmark) + "$";
    }

    private Set<String> benchmarks(Arm arm) {
        return benchmarks.computeIfAbsent(arm, any -> new LinkedHashSet<>(list(any)));
    }

    private List<String> list(Arm arm) {
        return Shell.run(
                        arm.label() + ": listing benchmarks",
                        scratch,
                        Map.of(),
                        List.of(java.toString(), "-jar", Trees.of(jars, arm).toString(), "-l"),
                        scratch.resolve("list.log"))
                .lines()
                .map(String::strip)
                .filter(line -> BENCHMARK.matcher(line).matches()
                        && include.matcher(line).find())
                .toList();
    }

    @Override
    public List<Part> parts(Collection<Case> cases) {
        return cases.stream().map(one -> Part.of(List.of(one))).toList();
    }

    @Override
    public ResultSet run(Arm arm, Part part) {
        Pattern wanted = Pattern.compile(part.benchmarks());
        if (benchmarks(arm).stream().noneMatch(name -> wanted.matcher(name).find())) {
            return ResultSet.of(
                    List.of(), Environment.UNKNOWN); // Only the other arm has it; the comparison reports that.
        }
        runs++;
        Path results = scratch.resolve("results-" + runs + ".json");
        List<String> command = new ArrayList<>(
                List.of(java.toString(), "-jar", Trees.of(jars, arm).toString(), part.benchmarks()));
        command.addAll(part.cases().isEmpty() ? options : withoutParams(options));
        command.addAll(List.of("-f", "1", "-foe", "true", "-rf", "json", "-rff", results.toString()));
        for (Case one : part.cases()) {
            one.params().forEach((name, value) -> {
                // JMH treats a comma as the end of a value. Such parameters run with all values, and the others are
                // ignored.
                if (!value.contains(",")) {
                    command.addAll(List.of("-p", name + "=" + value));
                }
            });
        }
        Shell.run(arm.label(), scratch, Map.of(), command, scratch.resolve("run.log"));
        if (!Files.exists(results)) {
            throw new BadInputException(arm.label() + ": " + String.join(" ", command) + ": wrote no results");
        }
        return ResultReader.read(results);
    }
}
