package io.interlock.reports.site.page;

import io.interlock.reports.gate.result.Result;
import io.interlock.reports.gate.result.Skipped;
import io.interlock.reports.site.text.Implementations;
import io.interlock.reports.site.text.Loads;
import io.interlock.reports.site.text.Placements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All results of one primitive: those of one benchmark class, with methods and parameters that the result format defines, by
 * {@code implementation}.
 */
final class Primitive {

    static final String UNCONTENDED = "uncontended";
    static final String CONTENDED = "contended";
    static final String DEATH = "death";
    static final String HAND_OFF = "handOff";
    static final String OPEN_LOOP = "openLoop";
    static final String TOTAL = "total";

    private static final Set<String> METHODS = Set.of(
            UNCONTENDED,
            CONTENDED,
            DEATH,
            HAND_OFF,
            OPEN_LOOP,
            AttachSection.Kind.WARM.method(),
            AttachSection.Kind.COLD.method());
    /** The number of processes in headings, if it was measured. */
    private static final int USUAL_PROCESSES = 4;

    private final String name;
    private final List<Result> results;
    private final List<Result> others;

    private Primitive(String name, List<Result> results, List<Result> others) {
        this.name = name;
        this.others = others;
        this.results = results.stream()
                .sorted(Comparator.comparing(Result::implementation, Implementations.order())
                        .thenComparingInt(result -> result.processes().orElse(0)))
                .toList();
    }

    /** In the order of the file. */
    static List<Primitive> allOf(List<Result> results) {
        Map<String, List<Result>> byClass = new LinkedHashMap<>();
        results.stream()
                .filter(Primitive::belongs)
                .forEach(result -> byClass.computeIfAbsent(result.className(), name -> new ArrayList<>())
                        .add(result));
        return byClass.entrySet().stream()
                .map(entry -> new Primitive(
                        words(entry.getKey()),
                        entry.getValue(),
                        results.stream()
                                .filter(result -> result.className().equals(entry.getKey()) && !belongs(result))
                                .toList()))
                .toList();
    }

    /** Tells whether the result format defines this result. */
    static boolean belongs(Result result) {
        return !result.implementation().isEmpty()
                && METHODS.contains(result.method())
                && result.hasOnlyKnownParams()
                && !Limits.belongs(result);
    }

    /** The results of the class with a method or a parameter that the result format does not define. */
    List<Result> others() {
        return others;
    }

    /** As in {@code Lock} or {@code Reentrant lock}. */
    String name() {
        return name;
    }

    String id() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** {@code Reentrant lock} for {@code ReentrantLockBenchmark}. */
    private static String words(String className) {
        String words = className.replaceFirst("Benchmark$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return words.isEmpty()
                ? className
                : words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    /** The implementations of this primitive that could not run. */
    List<Skipped> lacks(List<Skipped> skipped) {
        return skipped.stream()
                .filter(skip -> skip.benchmarks().isEmpty()
                        || skip.benchmarks().contains(results.get(0).className()))
                .toList();
    }

    boolean has(String method) {
        return results.stream().anyMatch(result -> result.method().equals(method));
    }

    /**
     * A setting of hand-overs, within which results are comparable.
     *
     * @param processes the number of processes of all groups together
     */
    record Setting(int processes, String placement) {

        String id() {
            return processes + "-" + placement.replaceAll("[^A-Za-z0-9]", "-");
        }

        /** As in {@code 2 on two processors}. */
        String shortWords() {
            return processes + " " + Placements.name(placement);
        }

        /** As in {@code 2 processes on two processors}. */
        String words() {
            return processes + " processes " + Placements.name(placement);
        }
    }

    /** Sorted by the number of processes. */
    List<Setting> settings() {
        return distinct(
                of(HAND_OFF),
                result -> new Setting(result.processes().orElse(2), result.placement()),
                Comparator.comparingInt(Setting::processes).thenComparing(Setting::placement, Placements.order()));
    }

    /** The results of one setting, by implementation. */
    List<Result> handOffs(Setting setting) {
        return of(HAND_OFF).stream()
                .filter(result -> result.processes().orElse(2) == setting.processes()
                        && result.placement().equals(setting.placement()))
                .toList();
    }

    /** The results of one method, by implementation and number of processes. */
    List<Result> of(String method) {
        return results.stream().filter(result -> result.method().equals(method)).toList();
    }

    /** Contended results that have a total. */
    List<Result> contended(String load) {
        return of(CONTENDED).stream()
                .filter(result ->
                        result.load().equals(load) && result.metric(TOTAL).isPresent())
                .toList();
    }

    Optional<Result> contended(String implementation, String load, int processes) {
        return contended(load).stream()
                .filter(result -> result.implementation().equals(implementation)
                        && result.processes().orElse(0) == processes)
                .findFirst();
    }

    /** The uncontended results of one thread. */
    List<String> loadsAlone() {
        return distinct(of(UNCONTENDED), Result::load, Loads.order());
    }

    List<Result> alone(String load) {
        return of(UNCONTENDED).stream()
                .filter(result -> result.load().equals(load))
                .toList();
    }

    List<String> loads() {
        return distinct(of(CONTENDED), Result::load, Loads.order());
    }

    /** The load in headings and in the summary. */
    Optional<String> mainLoad() {
        return loads().stream().findFirst();
    }

    List<String> implementations() {
        return distinct(results, Result::implementation, Implementations.order());
    }

    List<Integer> processes() {
        return distinct(of(CONTENDED), result -> result.processes().orElse(0), Comparator.naturalOrder());
    }

    /** The usual number of processes, or the largest one if that was not measured. */
    int mainProcesses() {
        List<Integer> all = processes();
        if (all.isEmpty() || all.contains(USUAL_PROCESSES)) {
            return USUAL_PROCESSES;
        }
        return all.get(all.size() - 1);
    }

    private static <T> List<T> distinct(List<Result> from, Function<Result, T> value, Comparator<? super T> order) {
        Set<T> values = new TreeSet<>(order);
        from.forEach(result -> values.add(value.apply(result)));
        return List.copyOf(values);
    }
}
