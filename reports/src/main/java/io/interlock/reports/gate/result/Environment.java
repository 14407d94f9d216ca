package io.interlock.reports.gate.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine and the circumstances of a run.
 *
 * @param facts by the names of the result format, in its order, as text
 * @param warnings reasons to trust the figures less
 */
public record Environment(Map<String, String> facts, List<String> warnings) {

    public static final Environment UNKNOWN = new Environment(Map.of(), List.of());

    public Environment {
        facts = new LinkedHashMap<>(facts);
        warnings = List.copyOf(warnings);
    }

    public String fact(String name) {
        return facts.getOrDefault(name, "unknown");
    }

    public boolean isKnown() {
        return !facts.isEmpty();
    }
}
