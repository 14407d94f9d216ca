package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.peer.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code scenarios.txt}: which scenarios each profile runs. The file says what its rows mean. */
final class ScenarioTable {

    private static final String FILE = "scenarios.txt";
    private static final String PACKAGE = "io.interlock.benchmarks.";

    /** In the place of a peer: the machine itself. */
    static final String REFERENCE = "reference";

    /**
     * One row.
     *
     * @param benchmark full name
     * @param peers as the file selects them
     * @param parameters each one's values, in the order in which names show them
     * @param once whether one kill is enough
     */
    record Row(String benchmark, Set<String> peers, Map<String, List<String>> parameters, boolean once) {

        boolean isOfReference() {
            return peers.contains(REFERENCE);
        }

        boolean selects(Peer peer) {
            if (!benchmark.startsWith(peer.kind().benchmark() + ".") || peers.contains("-" + peer.label())) {
                return false;
            }
            return peers.contains("all")
                    || (peers.contains("java") && peer.isJava())
                    || (peers.contains("processes") && peer.hasProcesses())
                    || peers.contains(peer.label());
        }

        /** Every combination of the parameters' values. */
        List<Map<String, String>> combinations() {
            List<Map<String, String>> combinations = List.of(Map.of());
            for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
                List<Map<String, String>> longer = new ArrayList<>();
                for (Map<String, String> before : combinations) {
                    for (String value : parameter.getValue()) {
                        Map<String, String> combination = new LinkedHashMap<>(before);
                        combination.put(parameter.getKey(), value);
                        longer.add(combination);
                    }
                }
                combinations = longer;
            }
            return combinations;
        }
    }

    private ScenarioTable() {}

    /** The rows of a profile, in the file's order. */
    static List<Row> of(Profile profile) {
        String section = "[" + profile.name().toLowerCase(Locale.ROOT) + "]";
        List<Row> rows = new ArrayList<>();
        String current = "";
        for (String line : text().split("\n", -1)) {
            if (line.startsWith("[")) {
                current = line;
            } else if (current.equals(section) && !line.isBlank() && !line.startsWith("#")) {
                rows.add(parse(line));
            }
        }
        return rows;
    }

    static Row parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        Set<String> peers = new LinkedHashSet<>();
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        boolean once = false;
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals > 0) {
                parameters.put(
                        words[i].substring(0, equals),
                        List.of(words[i].substring(equals + 1).split("\\|", -1)));
            } else if (words[i].equals("once")) {
                once = true;
            } else {
                peers.add(words[i]);
            }
        }
        return new Row(PACKAGE + words[0], peers, parameters, once);
    }

    private static String text() {
        try (InputStream file = ScenarioTable.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
