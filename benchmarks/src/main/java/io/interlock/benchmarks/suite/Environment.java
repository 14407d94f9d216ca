package io.interlock.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.benchmarks.peer.Tool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code environment.json}: where and how the run was made, and what disturbed it. */
final class Environment {

    private static final int RESULT_FORMAT = 1;
    private static final double MOST_STEAL_PERCENT = 2;
    private static final double MOST_FOREIGN_CPU_PERCENT = 5;

    private final Profile profile;
    private final Pattern include;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final long begunNs = System.nanoTime();
    private final double loadBefore = Machine.loadAverage();
    private final SystemLoad before = SystemLoad.now();

    private Environment(Profile profile, Pattern include) {
        this.profile = profile;
        this.include = include;
    }

    /** Notes how the machine was before anything ran. */
    static Environment before(Profile profile, Pattern include) {
        return new Environment(profile, include);
    }

    ObjectNode toJson(ObjectMapper json, List<ForkResult> forks) {
        ObjectNode node = json.createObjectNode();
        node.put("resultFormat", RESULT_FORMAT);
        node.put("profile", profile.name().toLowerCase(Locale.ROOT));
        node.put("startedAt", startedAt.toString());
        node.put("durationSeconds", (System.nanoTime() - begunNs) / 1_000_000_000);
        node.put("commit", commit());
        node.put("cpuModel", Machine.cpuModel());
        node.put("cores", Runtime.getRuntime().availableProcessors());
        node.put("governor", Machine.governor());
        node.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        node.put("os", Machine.distribution());
        node.put("virtualization", Machine.virtualization());
        node.put("memoryBytes", Machine.memoryBytes());
        node.put("transparentHugePages", Machine.transparentHugePages());
        node.put("jdk", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        node.put("jvm", System.getProperty("java.vm.name"));
        // The forks' and so the contenders', not those of this process, which measures nothing.
        Set<String> jvmArguments = new LinkedHashSet<>();
        forks.forEach(fork -> jvmArguments.addAll(fork.result().getParams().getJvmArgs()));
        node.set("jvmArguments", json.valueToTree(jvmArguments));
        node.put("loadBefore", loadBefore);
        node.put("stealPercent", Math.round(stealPercent() * 100) / 100.0);
        node.put("command", "suite --profile " + profile.name().toLowerCase(Locale.ROOT) + " --include " + include);
        ObjectNode tools = node.putObject("tools");
        tools.put("cc", Tool.run("cc", "--version").firstLine().orElse(Machine.UNKNOWN));
        tools.put("python3", Tool.run("python3", "--version").firstLine().orElse(Machine.UNKNOWN));
        node.set("warnings", json.valueToTree(warnings(forks)));
        return node;
    }

    /** What makes the figures worth less than they look. */
    List<String> warnings(List<ForkResult> forks) {
        List<String> warnings = new ArrayList<>();
        if (stealPercent() > MOST_STEAL_PERCENT) {
            warnings.add(
                    percent("the host took %.1f %% of the processors' time: figures are disturbed", stealPercent()));
        }
        double foreign = forks.stream()
                .mapToDouble(fork -> fork.load().foreignCpuPercent())
                .average()
                .orElse(0);
        if (foreign > MOST_FOREIGN_CPU_PERCENT) {
            warnings.add(percent("other programs used %.1f %% of the processors: figures are disturbed", foreign));
        }
        CacheState state = CacheState.of(forks);
        long far = forks.stream()
                .filter(fork -> fork.fork().dependsOnCacheDistance() && state.isFar(fork))
                .count();
        if (far > 0) {
            warnings.add(far + " of " + forks.size() + " forks ran with processors further apart than in most");
        }
        if (profile == Profile.SMOKE) {
            warnings.add("profile smoke checks that everything works: its figures mean nothing");
        }
        return warnings;
    }

    private double stealPercent() {
        return SystemLoad.now().since(before).stealPercent();
    }

    private static String commit() {
        String hash =
                Tool.run("git", "rev-parse", "--short", "HEAD").firstLine().orElse(Machine.UNKNOWN);
        boolean dirty = Tool.run("git", "status", "--porcelain").firstLine().isPresent();
        return dirty ? hash + "+dirty" : hash;
    }

    private static String percent(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
