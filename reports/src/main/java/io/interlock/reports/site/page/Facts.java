package io.interlock.reports.site.page;

import io.interlock.reports.gate.text.Numbers;
import java.util.Map;
import java.util.Optional;

/** Labels and formats of the environment's facts. */
final class Facts {

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("profile", "Profile"),
            Map.entry("startedAt", "Started"),
            Map.entry("durationSeconds", "Duration"),
            Map.entry("commit", "Commit"),
            Map.entry("cpuModel", "Processor"),
            Map.entry("cores", "Processors"),
            Map.entry("governor", "Frequency governor"),
            Map.entry("kernel", "Kernel"),
            Map.entry("os", "Operating system"),
            Map.entry("virtualization", "Virtualization"),
            Map.entry("memoryBytes", "Memory"),
            Map.entry("transparentHugePages", "Transparent huge pages"),
            Map.entry("jdk", "JDK"),
            Map.entry("jvm", "JVM"),
            Map.entry("jvmArguments", "JVM arguments"),
            Map.entry("loadBefore", "Load before the run"),
            Map.entry("stealPercent", "Time stolen by the host"),
            Map.entry("command", "Command"),
            Map.entry("tools", "Tools"));

    private static final double GIB = 1L << 30;
    /** Shorter durations are shown in seconds. */
    private static final double SECONDS_SHOWN = 120;

    private Facts() {}

    /** The label of a fact; empty for a fact that this version does not know. */
    static Optional<String> label(String name) {
        return Optional.ofNullable(LABELS.get(name));
    }

    static String value(String name, String value) {
        if (value.isEmpty()) {
            return "none";
        }
        if (!value.matches("[0-9]+(\\.[0-9]+)?")) {
            return value;
        }
        return switch (name) {
            case "durationSeconds" -> duration(Double.parseDouble(value));
            case "memoryBytes" -> Numbers.plain(Double.parseDouble(value) / GIB) + " GiB";
            case "stealPercent" -> value + " %";
            default -> value;
        };
    }

    private static String duration(double seconds) {
        return seconds < SECONDS_SHOWN ? Numbers.plain(seconds) + " seconds" : Numbers.plain(seconds / 60) + " minutes";
    }
}
