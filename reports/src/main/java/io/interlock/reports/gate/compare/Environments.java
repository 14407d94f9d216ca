package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.result.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the differences between the environments of two runs. */
final class Environments {

    private static final String UNKNOWN = "unknown";

    /** The facts that determine the speed of the same program. */
    private static final List<String> MACHINE = List.of("cpuModel", "cores");

    private static final List<String> OTHER = List.of(
            "profile",
            "governor",
            "kernel",
            "os",
            "virtualization",
            "memoryBytes",
            "transparentHugePages",
            "jdk",
            "jvm",
            "jvmArguments");

    private Environments() {}

    static boolean otherMachine(Side base, Side head) {
        return MACHINE.stream().anyMatch(fact -> differs(base.environment(), head.environment(), fact));
    }

    static boolean machineKnown(Side side) {
        return !side.environment().fact("cpuModel").equals(UNKNOWN);
    }

    private static boolean differs(Environment base, Environment head, String fact) {
        String before = base.fact(fact);
        String after = head.fact(fact);
        return !before.equals(UNKNOWN) && !after.equals(UNKNOWN) && !before.equals(after);
    }

    /** The differences, one line each, and the warnings of both runs. */
    static List<String> notes(Side base, Side head) {
        List<String> notes = new ArrayList<>();
        for (List<String> facts : List.of(MACHINE, OTHER)) {
            for (String fact : facts) {
                if (differs(base.environment(), head.environment(), fact)) {
                    notes.add(difference(
                            fact,
                            base.environment().fact(fact),
                            head.environment().fact(fact)));
                }
            }
        }
        for (String name : new TreeSet<>(head.setup().keySet())) {
            String before = base.setup().getOrDefault(name, "");
            String after = head.setup().getOrDefault(name, "");
            if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
                notes.add(difference(name, before, after));
            }
        }
        for (Map.Entry<String, Side> side : List.of(Map.entry("base", base), Map.entry("head", head))) {
            side.getValue().environment().warnings().forEach(warning -> notes.add(side.getKey() + ": " + warning));
        }
        return notes;
    }

    private static String difference(String fact, String before, String after) {
        return fact + " differs: base " + before + ", head " + after;
    }
}
