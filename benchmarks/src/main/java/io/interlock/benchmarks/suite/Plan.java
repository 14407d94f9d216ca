package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.ArrayBenchmark;
import io.interlock.benchmarks.BarrierBenchmark;
import io.interlock.benchmarks.ConditionBenchmark;
import io.interlock.benchmarks.EventBenchmark;
import io.interlock.benchmarks.LatchBenchmark;
import io.interlock.benchmarks.ListBenchmark;
import io.interlock.benchmarks.LockBenchmark;
import io.interlock.benchmarks.MapBenchmark;
import io.interlock.benchmarks.PipeBenchmark;
import io.interlock.benchmarks.QueueBenchmark;
import io.interlock.benchmarks.ReadWriteLockBenchmark;
import io.interlock.benchmarks.ReentrantLockBenchmark;
import io.interlock.benchmarks.ReferenceBenchmark;
import io.interlock.benchmarks.RegionBenchmark;
import io.interlock.benchmarks.SemaphoreBenchmark;
import io.interlock.benchmarks.ValueBenchmark;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
import io.interlock.benchmarks.suite.Profile.Timing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a profile runs in each of its rounds: of all scenarios of all primitives, those that are selected. */
final class Plan {

    private static final List<Integer> PROCESSES = List.of(1, 2, 4, 8);
    private static final List<Placement> PLACEMENTS = List.of(Placement.APART, Placement.TOGETHER, Placement.TWO_CORES);

    private static final Set<Subject> HAVE_UNCONTENDED = EnumSet.of(
            Subject.LOCK,
            Subject.REENTRANT_LOCK,
            Subject.SEMAPHORE,
            Subject.READ_WRITE_LOCK,
            Subject.VALUE,
            Subject.ARRAY,
            Subject.LATCH,
            Subject.QUEUE,
            Subject.PIPE);
    private static final Set<Subject> HAVE_DEATH = EnumSet.of(
            Subject.LOCK, Subject.REENTRANT_LOCK, Subject.SEMAPHORE, Subject.BARRIER, Subject.QUEUE, Subject.MAP);

    /** Percent of what the same contenders can do. */
    private static final List<Integer> RATES = List.of(25, 50, 75);

    private static final List<Integer> COPIED_BYTES = List.of(64, 4096, 64 << 20);

    /**
     * Whose waiters nobody wakes when the holder dies, as everybody expects. One kill each shows whether it is so, and takes
     * as long as a hundred of the others.
     */
    private static final Set<Implementation> STUCK = EnumSet.of(
            Implementation.JNA_PTHREAD_NORMAL,
            Implementation.C_PTHREAD_NORMAL,
            Implementation.PYTHON,
            Implementation.LOCK_BOOST,
            Implementation.REENTRANT_C,
            Implementation.REENTRANT_BOOST,
            Implementation.REENTRANT_PYTHON,
            Implementation.SEMAPHORE,
            Implementation.SEMAPHORE_PORTABLE,
            Implementation.SEMAPHORE_C,
            Implementation.SEMAPHORE_BOOST,
            Implementation.SEMAPHORE_PYTHON,
            Implementation.BARRIER_C,
            Implementation.BARRIER_PYTHON);

    private static final Timing ONE_KILL = new Timing(0, 0, 1, 0);

    private final Profile profile;
    private final Selection selection;
    private final List<PlannedFork> forks = new ArrayList<>();

    private Plan(Profile profile) {
        this.profile = profile;
        this.selection = Selection.of(profile);
    }

    /**
     * The forks of one round.
     *
     * @param include what a fork's full benchmark name with its parameters must contain
     * @param skipped names of implementations that cannot run here
     */
    static List<PlannedFork> of(Profile profile, Pattern include, Set<String> skipped) {
        Plan plan = new Plan(profile);
        plan.addReferences();
        for (Implementation implementation : Implementation.values()) {
            if (!skipped.contains(implementation.label())) {
                plan.addAll(implementation);
            }
        }
        return plan.forks.stream()
                .filter(fork -> include.matcher("io.interlock.benchmarks." + fork.name())
                        .find())
                .toList();
    }

    static Class<?> benchmark(Subject subject) {
        return switch (subject) {
            case LOCK -> LockBenchmark.class;
            case REENTRANT_LOCK -> ReentrantLockBenchmark.class;
            case SEMAPHORE -> SemaphoreBenchmark.class;
            case EVENT -> EventBenchmark.class;
            case CONDITION -> ConditionBenchmark.class;
            case BARRIER -> BarrierBenchmark.class;
            case READ_WRITE_LOCK -> ReadWriteLockBenchmark.class;
            case VALUE -> ValueBenchmark.class;
            case ARRAY -> ArrayBenchmark.class;
            case LATCH -> LatchBenchmark.class;
            case REGION -> RegionBenchmark.class;
            case QUEUE -> QueueBenchmark.class;
            case PIPE -> PipeBenchmark.class;
            case MAP -> MapBenchmark.class;
            case LIST -> ListBenchmark.class;
            case REFERENCE -> ReferenceBenchmark.class;
        };
    }

    private void addReferences() {
        add(Subject.REFERENCE, "casReleaseStore", profile.single(), parameters("reference"));
        add(Subject.REFERENCE, "casSwap", profile.single(), parameters("reference"));
        add(Subject.REFERENCE, "getAndAdd", profile.single(), parameters("reference"));
        for (int bytes : COPIED_BYTES) {
            if (selection.copies(bytes)) {
                Map<String, String> parameters = parameters("reference");
                parameters.put("bytes", String.valueOf(bytes));
                add(Subject.REFERENCE, "memcpy", profile.single(), parameters);
            }
        }
        Timing shorter = new Timing(2, 50, profile.windows(false).iterations(), 50);
        add(Subject.REFERENCE, "pingPong", shorter, parameters("reference"));
    }

    private void addAll(Implementation implementation) {
        Subject subject = implementation.subject();
        if (HAVE_UNCONTENDED.contains(subject)
                && implementation.isJava()
                && selection.runsUncontended(implementation)) {
            add(subject, "uncontended", profile.single(), parameters(implementation.label()));
        }
        if (subject == Subject.MAP && implementation.isJava() && selection.runsUncontended(implementation)) {
            for (Load load : Load.STORED) {
                Map<String, String> parameters = parameters(implementation.label());
                parameters.put("load", load.label());
                add(subject, "uncontended", profile.single(), parameters);
            }
        }
        for (Load load : loads(implementation)) {
            for (int processes : PROCESSES) {
                if (selection.runsContended(implementation, load, processes)) {
                    Map<String, String> parameters = parameters(implementation.label());
                    parameters.put("processes", String.valueOf(processes));
                    parameters.put("load", load.label());
                    add(subject, "contended", windows(implementation, processes), parameters);
                }
            }
        }
        addAttaching(implementation);
        addStreams(implementation);
        addHandOffs(implementation);
        addOpenLoops(implementation);
        if (HAVE_DEATH.contains(subject) && implementation.hasProcesses() && selection.runsDeath(implementation)) {
            Timing kills = STUCK.contains(implementation) ? ONE_KILL : profile.kills();
            add(subject, "death", kills, parameters(implementation.label()));
        }
    }

    private void addStreams(Implementation implementation) {
        for (int processes : streamProcesses(implementation)) {
            if (selection.runsStream(implementation, processes)) {
                Map<String, String> parameters = parameters(implementation.label());
                parameters.put("processes", String.valueOf(processes));
                add(implementation.subject(), "contended", windows(implementation, processes), parameters);
            }
        }
    }

    private static List<Integer> streamProcesses(Implementation implementation) {
        return switch (implementation.subject()) {
            case QUEUE -> List.of(2, 3, 4, 8);
            case PIPE -> List.of(2);
            default -> List.of();
        };
    }

    private void addHandOffs(Implementation implementation) {
        for (int processes : handOffProcesses(implementation)) {
            for (Placement placement : PLACEMENTS) {
                if (selection.runsHandOff(implementation, processes, placement)) {
                    Map<String, String> parameters = parameters(implementation.label());
                    if (implementation.subject() != Subject.REFERENCE) {
                        parameters.put("processes", String.valueOf(processes));
                    }
                    parameters.put("placement", placement.label());
                    // Of ends in turns one runs at a time, so that more than two pairs leave compilers their time.
                    Timing timing = windows(implementation, Math.min(processes, 4));
                    add(implementation.subject(), "handOff", timing, parameters);
                }
            }
        }
    }

    private void addAttaching(Implementation implementation) {
        if (implementation.subject() == Subject.REGION) {
            if (selection.runsAttach(implementation, false)) {
                add(implementation.subject(), "attach", profile.attaching(false), parameters(implementation.label()));
            }
            if (selection.runsAttach(implementation, true)) {
                add(
                        implementation.subject(),
                        "attachCold",
                        profile.attaching(true),
                        parameters(implementation.label()));
            }
        }
    }

    private void addOpenLoops(Implementation implementation) {
        for (Map<String, String> of : openLoops(implementation)) {
            for (int rate : RATES) {
                if (selection.runsOpenLoop(implementation, rate)) {
                    Map<String, String> parameters = parameters(implementation.label());
                    parameters.putAll(of);
                    parameters.put("rate", String.valueOf(rate));
                    add(implementation.subject(), "openLoop", profile.windows(implementation.isJava()), parameters);
                }
            }
        }
    }

    /** What else is to be said of each. */
    private static List<Map<String, String>> openLoops(Implementation implementation) {
        return switch (implementation.subject()) {
            case SEMAPHORE, QUEUE, PIPE ->
                implementation == Implementation.SEMAPHORE_RETURNING
                        ? List.of()
                        : List.of(Map.of("placement", Placement.APART.label()));
            // The loop at fixed times is Java's.
            case MAP ->
                implementation.isJava()
                        ? Load.STORED.stream()
                                .map(load -> Map.of("load", load.label()))
                                .toList()
                        : List.of();
            default -> List.of();
        };
    }

    private static List<Load> loads(Implementation implementation) {
        return switch (implementation.subject()) {
            // Python does no busy work; see window.py.
            case LOCK, REENTRANT_LOCK, SEMAPHORE ->
                implementation.kind() == Implementation.Kind.PYTHON ? List.of(Load.EMPTY) : Load.EXCLUSIVE;
            case READ_WRITE_LOCK -> Load.SHARED;
            case VALUE, ARRAY, LATCH -> List.of(Load.EMPTY);
            case MAP -> Load.STORED;
            case LIST -> Load.LISTED;
            default -> List.of();
        };
    }

    private static List<Integer> handOffProcesses(Implementation implementation) {
        return switch (implementation.subject()) {
            case SEMAPHORE -> implementation == Implementation.SEMAPHORE_RETURNING ? List.of() : List.of(2, 8);
            case EVENT, CONDITION, QUEUE, PIPE -> List.of(2, 8);
            case BARRIER -> List.of(2, 4);
            case REFERENCE -> List.of(2);
            default -> List.of();
        };
    }

    /**
     * Compilers need their warm-up in each JVM, and JVMs that share two processors get it later; and where four share one, a
     * window is to have time slices enough for each.
     */
    private Timing windows(Implementation implementation, int processes) {
        Timing timing = profile.windows(implementation.isJava());
        int sharing = implementation.kind() == Implementation.Kind.JVMS ? Math.max(1, processes / 2) : 1;
        int longer = Math.max(1, processes / 4);
        return new Timing(
                timing.warmups(), timing.warmupMs() * sharing, timing.iterations(), timing.iterationMs() * longer);
    }

    private void add(Subject subject, String method, Timing timing, Map<String, String> parameters) {
        forks.add(new PlannedFork(benchmark(subject).getName() + "." + method, parameters, timing));
    }

    private static Map<String, String> parameters(String implementation) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("implementation", implementation);
        return parameters;
    }
}
