package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.HandOffBenchmark;
import io.interlock.benchmarks.LockBenchmark;
import io.interlock.benchmarks.ReferenceBenchmark;
import io.interlock.benchmarks.SoloValue;
import io.interlock.benchmarks.ValueBenchmark;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.handoff.HandOffPrimitive;
import io.interlock.benchmarks.lock.Implementation;
import io.interlock.benchmarks.peer.HandOffPeer;
import io.interlock.benchmarks.suite.Profile.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a profile runs in each of its rounds. */
final class Plan {

    private static final List<Integer> PROCESSES = List.of(1, 2, 4, 8);
    private static final List<Integer> PAIRS = List.of(1, 4);

    /** Whom {@code quick} compares with something to do inside the lock: ours, and what it is measured against. */
    private static final Set<Implementation> LOADED =
            Set.of(Implementation.INTERLOCK, Implementation.C_PTHREAD_ROBUST, Implementation.C_PTHREAD_NORMAL);

    /** The slow ones, whose figures hardly change from 4 processes to 8. */
    private static final Set<Implementation> SLOW =
            Set.of(Implementation.PYTHON, Implementation.FILE_CHANNEL, Implementation.INTERLOCK_PORTABLE);

    /**
     * Whose waiters nobody wakes when the holder dies, as everybody expects. One kill each shows whether it is so, and takes
     * as long as a hundred of the others.
     */
    private static final Set<Implementation> STUCK =
            Set.of(Implementation.JNA_PTHREAD_NORMAL, Implementation.C_PTHREAD_NORMAL, Implementation.PYTHON);

    private static final Timing ONE_KILL = new Timing(0, 0, 1, 0);

    private final Profile profile;
    private final Set<String> skipped;
    private final List<PlannedFork> forks = new ArrayList<>();

    private Plan(Profile profile, Set<String> skipped) {
        this.profile = profile;
        this.skipped = skipped;
    }

    /**
     * The forks of one round.
     *
     * @param include what a fork's full benchmark name with its parameters must contain
     * @param skipped labels of implementations that cannot run here
     */
    static List<PlannedFork> of(Profile profile, Pattern include, Set<String> skipped) {
        Plan plan = new Plan(profile, skipped);
        plan.addReferences();
        for (Implementation implementation : Implementation.values()) {
            plan.addAll(implementation);
        }
        plan.addHandOffs();
        plan.addValues();
        return plan.forks.stream()
                .filter(fork -> include.matcher("io.interlock.benchmarks." + fork.name())
                        .find())
                .toList();
    }

    private void addReferences() {
        add(ReferenceBenchmark.class, "casReleaseStore", profile.single(), parameters("reference"));
        add(ReferenceBenchmark.class, "casSwap", profile.single(), parameters("reference"));
        Timing windows = profile.windows();
        Timing shorter = new Timing(2, 50, windows.iterations(), 50);
        add(ReferenceBenchmark.class, "pingPong", shorter, parameters("reference"));
    }

    private void addAll(Implementation implementation) {
        if (skipped.contains(implementation.label())) {
            return;
        }
        if (implementation.isJava()) {
            add(LockBenchmark.class, "uncontended", profile.single(), parameters(implementation.label()));
        }
        if (!implementation.isCompared()) {
            return;
        }
        for (Load load : Load.values()) {
            for (int processes : PROCESSES) {
                if (isContended(implementation, load, processes)) {
                    Map<String, String> parameters = parameters(implementation.label());
                    parameters.put("processes", String.valueOf(processes));
                    parameters.put("load", load.label());
                    add(LockBenchmark.class, "contended", windows(implementation, processes), parameters);
                }
            }
        }
        if (implementation.hasProcesses()) {
            Timing kills = STUCK.contains(implementation) ? ONE_KILL : profile.kills();
            add(LockBenchmark.class, "death", kills, parameters(implementation.label()));
        }
    }

    private void addHandOffs() {
        for (HandOffPrimitive primitive : HandOffPrimitive.values()) {
            for (String implementation : List.of("interlock", HandOffPeer.LABEL)) {
                for (int pairs : PAIRS) {
                    if (!skipped.contains(implementation) && isHandedOff(primitive, pairs)) {
                        Map<String, String> parameters = new LinkedHashMap<>();
                        parameters.put("primitive", primitive.label());
                        parameters.put("implementation", implementation);
                        parameters.put("pairs", String.valueOf(pairs));
                        add(HandOffBenchmark.class, "pingPong", profile.handOffs(), parameters);
                    }
                }
            }
        }
    }

    /** Several pairs that spin say how the system shares out its processors, and nothing of a hand-off. */
    private boolean isHandedOff(HandOffPrimitive primitive, int pairs) {
        return pairs == 1
                || switch (profile) {
                    case SMOKE -> false;
                    // Starting 8 JVMs takes longer than the windows; two primitives fit into ten minutes.
                    case QUICK -> primitive == HandOffPrimitive.SEMAPHORE || primitive == HandOffPrimitive.CONDITION;
                    case FULL -> primitive != HandOffPrimitive.RAW;
                };
    }

    private void addValues() {
        for (String implementation : SoloValue.IMPLEMENTATIONS) {
            add(ValueBenchmark.class, "getAndAdd", profile.single(), parameters(implementation));
        }
    }

    private boolean isContended(Implementation implementation, Load load, int processes) {
        if (load != Load.EMPTY && implementation.kind() == Implementation.Kind.PYTHON) {
            return false;
        }
        return switch (profile) {
            case SMOKE ->
                processes == 2
                        ? load == Load.EMPTY || implementation == Implementation.INTERLOCK
                        : processes <= 4 && load == Load.EMPTY && implementation == Implementation.INTERLOCK;
            case QUICK ->
                load == Load.EMPTY
                        ? processes < 8 || !SLOW.contains(implementation)
                        : processes > 1 && LOADED.contains(implementation);
            case FULL -> true;
        };
    }

    /** Compilers need their warm-up in each JVM, and JVMs that share two processors get it later. */
    private Timing windows(Implementation implementation, int processes) {
        Timing timing = profile.windows();
        int sharing = implementation.kind() == Implementation.Kind.JVMS ? Math.max(1, processes / 2) : 1;
        return new Timing(timing.warmups(), timing.warmupMs() * sharing, timing.iterations(), timing.iterationMs());
    }

    private void add(Class<?> type, String method, Timing timing, Map<String, String> parameters) {
        forks.add(new PlannedFork(type.getName() + "." + method, parameters, timing));
    }

    private static Map<String, String> parameters(String implementation) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("implementation", implementation);
        return parameters;
    }
}
