package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.BadInputException;
import io.interlock.reports.gate.result.Environment;
import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.ResultReader;
import io.interlock.reports.gate.result.ResultSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One of two runs.
 *
 * @param file the file it was read from, for messages
 * @param measures in the order of the file
 * @param setup the settings that all of its results share, by JMH's names
 */
public record Side(
        String file, Map<Measure.Key, Measure> measures, Environment environment, Map<String, String> setup) {

    public Side {
        measures = new LinkedHashMap<>(measures);
        setup = new TreeMap<>(setup);
    }

    /**
     * Reads a run.
     *
     * @param metrics secondary metrics to compare as well
     */
    public static Side read(Path path, List<String> metrics, Pattern include) {
        return of(path.toString(), ResultReader.read(path), metrics, include);
    }

    /**
     * Creates a run from results that were already read.
     *
     * @param file for messages
     */
    public static Side of(String file, ResultSet set, List<String> metrics, Pattern include) {
        Map<Measure.Key, Measure> measures = new LinkedHashMap<>();
        for (Result result : set.results()) {
            for (Measure measure : Measures.of(file, result, metrics)) {
                if (include.matcher(measure.fullName()).find()) {
                    measures.put(measure.key(), measure);
                }
            }
        }
        if (measures.isEmpty()) {
            throw new BadInputException(file + ": has no benchmark whose name contains " + include);
        }
        return new Side(file, measures, set.environment(), setup(file, set.results()));
    }

    private static Map<String, String> setup(String file, List<Result> results) {
        Map<String, String> common = new TreeMap<>();
        Result first = results.get(0);
        for (String name : List.of("jmhVersion", "jdkVersion", "vmName", "vmVersion", "jvmArgs")) {
            String value = first.setup().getOrDefault(name, "");
            for (Result result : results) {
                String other = result.setup().getOrDefault(name, "");
                if (other.equals(value)) {
                    continue;
                }
                if (!name.equals("jvmArgs")) {
                    throw new BadInputException(
                            file + ": mixes runs: " + name + " is \"" + value + "\" of " + first.name() + " and \""
                                    + other + "\" of " + result.name() + "; write each run to a file of its own");
                }
                value = "";
            }
            if (!value.isEmpty()) {
                common.put(name, value);
            }
        }
        return common;
    }

    /** Those whose full names match. */
    List<Measure> matching(Pattern pattern) {
        List<Measure> matching = new ArrayList<>();
        for (Measure measure : measures.values()) {
            if (pattern.matcher(measure.fullName()).find()) {
                matching.add(measure);
            }
        }
        return matching;
    }
}
