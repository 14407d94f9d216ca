package io.interlock.benchmarks.suite.machine;

import io.interlock.benchmarks.harness.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system says about the machine; {@value #UNKNOWN} where it does not. */
public final class Machine {

    public static final String UNKNOWN = "unknown";

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    public static String cpuModel() {
        // Processors of other makes than x86 have no name there, but a number.
        return find(CPU_INFO, "(?m)^model name\\s*: (.*)$")
                .or(() -> find(CPU_INFO, "(?m)^CPU part\\s*: (.*)$")
                        .map(part -> System.getProperty("os.arch") + " part " + part))
                .orElse(UNKNOWN);
    }

    public static String governor() {
        return find(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"), "(.*)")
                .orElse(UNKNOWN);
    }

    public static String distribution() {
        return find(Path.of("/etc/os-release"), "(?m)^PRETTY_NAME=\"?([^\"\n]*)\"?$")
                .orElse(UNKNOWN);
    }

    public static String transparentHugePages() {
        return find(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"), "\\[(\\w+)]")
                .orElse(UNKNOWN);
    }

    public static long memoryBytes() {
        return find(Path.of("/proc/meminfo"), "(?m)^MemTotal:\\s+(\\d+) kB$")
                .map(kilobytes -> Long.parseLong(kilobytes) * 1024)
                .orElse(0L);
    }

    public static double loadAverage() {
        return find(Path.of("/proc/loadavg"), "^(\\S+)")
                .map(Double::parseDouble)
                .orElse(0.0);
    }

    /** The hypervisor's name, {@code none}, or {@value #UNKNOWN}. */
    public static String virtualization() {
        Tool.Result detected = Tool.run("systemd-detect-virt", "--vm");
        if (detected.output().equals("none") || detected.exitCode() == 0) {
            return detected.output();
        }
        return find(Path.of("/sys/hypervisor/type"), "(.*)")
                .or(() -> find(CPU_INFO, "(?m)^flags\\s*:.*\\b(hypervisor)\\b").map(flag -> "some hypervisor"))
                .orElse(UNKNOWN);
    }

    private static Optional<String> find(Path file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file, StandardCharsets.UTF_8));
            return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
