package io.interlock.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.benchmarks.harness.Tool;
import io.interlock.benchmarks.suite.machine.CodeVersion;
import io.interlock.benchmarks.suite.machine.Machine;
import io.interlock.benchmarks.suite.machine.SystemLoad;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** {@code environment.json}: where and how the run was made, and what disturbed it. */
final class RunEnvironment {

    private static final int RESULT_FORMAT = 1;
    private static final double MIN_OVERLAP = 0.99;

    private final Profile profile;
    private final Pattern include;
    private final RunStart start;

    /** @param start of the run, maybe in an earlier process that was interrupted */
    RunEnvironment(Profile profile, Pattern include, RunStart start) {
        this.start = start;
        this.profile = profile;
        this.include = include;
    }

    ObjectNode toJson(ObjectMapper json, List<ForkResult> forks) {
        ObjectNode node = json.createObjectNode();
        node.put("resultFormat", RESULT_FORMAT);
        node.put("profile", profile.name().toLowerCase(Locale.ROOT));
        node.put("startedAt", start.at().toString());
        node.put("durationSeconds", Math.round(seconds(forks)));
        node.put("commit", CodeVersion.commit());
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
        // The forks' and so the workers', not those of this process, which measures nothing.
        Set<String> jvmArguments = new LinkedHashSet<>();
        forks.forEach(fork -> jvmArguments.addAll(fork.result().getParams().getJvmArgs()));
        node.set("jvmArguments", json.valueToTree(jvmArguments));
        node.put("loadBefore", start.load());
        node.put("stealPercent", Math.round(average(forks, SystemLoad.Share::stealPercent) * 100) / 100.0);
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
        double steal = average(forks, SystemLoad.Share::stealPercent);
        if (steal > SystemLoad.Share.MAX_STEAL_PERCENT) {
            warnings.add(percent("the host took %.1f %% of the processors' time: figures are disturbed", steal));
        }
        double foreign = average(forks, SystemLoad.Share::foreignCpuPercent);
        if (foreign > SystemLoad.Share.MAX_FOREIGN_CPU_PERCENT) {
            warnings.add(percent("other programs used %.1f %% of the processors: figures are disturbed", foreign));
        }
        long disturbed =
                forks.stream().filter(fork -> fork.load().disturbance() > 1).count();
        if (disturbed > 0) {
            warnings.add(
                    disturbed + " of " + forks.size() + " forks were disturbed: the host or other programs took more"
                            + " than 2 % and 5 % of the processors");
        }
        int processors = Runtime.getRuntime().availableProcessors();
        long apart = forks.stream()
                .filter(fork -> fork.fork().processes() <= processors && fork.overlap() < MIN_OVERLAP)
                .count();
        if (apart > 0) {
            warnings.add("in " + apart + " of " + forks.size() + " forks the workers were not all measured for "
                    + Math.round(MIN_OVERLAP * 100) + " % of their windows, though each could have a processor");
        }
        CacheState state = CacheState.of(forks);
        long far = forks.stream()
                .filter(fork -> fork.fork().dependsOnCacheDistance() && state.isFar(fork))
                .count();
        if (far > 0) {
            warnings.add(far + " of " + forks.size() + " forks ran with processors further apart than in most");
        }
        List<String> cold = WarmUps.unfinished(forks);
        if (!cold.isEmpty()) {
            warnings.add("not yet warm in the first measured window of any fork (by this factor to later ones): "
                    + String.join("; ", cold));
        }
        if (profile == Profile.SMOKE) {
            warnings.add("profile smoke checks that everything works: its figures mean nothing");
        }
        return warnings;
    }

    /** Over the time of all forks. */
    private static double average(List<ForkResult> forks, ToDoubleFunction<SystemLoad.Share> share) {
        double seconds = seconds(forks);
        return seconds == 0
                ? 0
                : forks.stream()
                                .mapToDouble(fork -> fork.seconds() * share.applyAsDouble(fork.load()))
                                .sum()
                        / seconds;
    }

    private static double seconds(List<ForkResult> forks) {
        return forks.stream().mapToDouble(ForkResult::seconds).sum();
    }

    private static String percent(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
