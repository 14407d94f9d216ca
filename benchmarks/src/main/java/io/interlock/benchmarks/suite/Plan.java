package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.suite.Profile.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a profile runs in each of its rounds: the rows of {@link ScenarioTable}, by the peers that can run here. */
final class Plan {

    private static final Timing ONE_KILL = new Timing(0, 0, 1, 0);

    private final Profile profile;
    private final List<PlannedFork> forks = new ArrayList<>();

    private Plan(Profile profile) {
        this.profile = profile;
    }

    /**
     * The forks of one round.
     *
     * @param include what a fork's full benchmark name with its parameters must contain
     * @param skipped labels of peers that cannot run here
     */
    static List<PlannedFork> of(Profile profile, Pattern include, Set<String> skipped) {
        Plan plan = new Plan(profile);
        List<ScenarioTable.Row> rows = ScenarioTable.of(profile);
        for (ScenarioTable.Row row : rows) {
            if (row.isOfReference()) {
                plan.add(row, ScenarioTable.REFERENCE, plan.timingOfReference(row));
            }
        }
        for (Peer peer : Peers.all()) {
            for (ScenarioTable.Row row : rows) {
                if (row.selects(peer) && !skipped.contains(peer.label())) {
                    plan.add(row, peer.label(), parameters -> plan.timing(row, peer, parameters));
                }
            }
        }
        return plan.forks.stream()
                .filter(fork -> include.matcher("io.interlock.benchmarks." + fork.name())
                        .find())
                .toList();
    }

    private interface TimingOf {
        Timing of(Map<String, String> parameters);
    }

    private void add(ScenarioTable.Row row, String label, TimingOf timing) {
        for (Map<String, String> combination : row.combinations()) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("implementation", label);
            parameters.putAll(combination);
            forks.add(new PlannedFork(row.benchmark(), parameters, timing.of(parameters)));
        }
    }

    private TimingOf timingOfReference(ScenarioTable.Row row) {
        Timing shorter = new Timing(2, 50, profile.windows(false).iterations(), 50);
        return parameters -> row.benchmark().endsWith(".pingPong") ? shorter : profile.single();
    }

    private Timing timing(ScenarioTable.Row row, Peer peer, Map<String, String> parameters) {
        int processes = Integer.parseInt(parameters.getOrDefault("processes", "2"));
        String method = row.benchmark().substring(row.benchmark().lastIndexOf('.') + 1);
        return switch (method) {
            case "uncontended" -> profile.single();
            case "contended" -> windows(peer, processes);
            // Of ends in turns one runs at a time, so that more than two pairs leave compilers their time.
            case "handOff" -> windows(peer, Math.min(processes, 4));
            case "openLoop" -> profile.windows(peer.isJava());
            case "attach" -> profile.attaching(false);
            case "attachCold" -> profile.attaching(true);
            case "death" -> row.once() ? ONE_KILL : profile.kills();
            default -> throw new IllegalArgumentException(row.benchmark() + ": no scenario of a primitive");
        };
    }

    /**
     * Compilers need their warm-up in each JVM, and JVMs that share two processors get it later; and where four share one, a
     * window is to have time slices enough for each.
     */
    private Timing windows(Peer peer, int processes) {
        Timing timing = profile.windows(peer.isJava());
        int sharing = peer.host() == Peer.Host.JVMS ? Math.max(1, processes / 2) : 1;
        int longer = Math.max(1, processes / 4);
        return new Timing(
                timing.warmups(), timing.warmupMs() * sharing, timing.iterations(), timing.iterationMs() * longer);
    }
}
