package io.interlock.reports.gate.ab;

import io.interlock.reports.gate.ab.Part.Case;
import io.interlock.reports.gate.compare.Comparer;
import io.interlock.reports.gate.compare.Finding;
import io.interlock.reports.gate.compare.Measure;
import io.interlock.reports.gate.compare.Side;
import io.interlock.reports.gate.compare.Verdict;
import io.interlock.reports.gate.compare.Verdicts;
import io.interlock.reports.gate.statistics.Slowdown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Measures both arms alternately, A B B A A B B A …, so that a change of the machine's speed affects both alike.
 *
 * <ol>
 *   <li>After the minimum number of forks, and then after every second fork, each benchmark is evaluated with all of its forks.
 *       A benchmark whose interval lies on one side of its threshold has a verdict and is not run any more. A benchmark without
 *       a verdict after the maximum number of forks stays unclear.
 *   <li>Slower benchmarks are measured again in as many new forks. Such a benchmark is reported only if the new forks alone show
 *       a slowdown (their whole interval lies above 1), and all forks together show one beyond the threshold. Repeated
 *       evaluation therefore does not raise more alarms: a false alarm must happen twice.
 *   <li>The base's own forks, every second one compared with the others, give the A/A ratio of this run.
 * </ol>
 */
final class Interleaved {

    private final Suite suite;
    private final Forks forks;
    private final Comparer comparer;
    private final Function<Collected, Side> baseSide;
    private final Function<Collected, Side> headSide;
    private final Consumer<String> progress;

    /** @param progress gets lines of progress */
    Interleaved(
            Suite suite,
            Forks forks,
            Comparer comparer,
            Function<Collected, Side> baseSide,
            Function<Collected, Side> headSide,
            Consumer<String> progress) {
        this.suite = suite;
        this.forks = forks;
        this.comparer = comparer;
        this.baseSide = baseSide;
        this.headSide = headSide;
        this.progress = progress;
    }

    /** The measured forks and their verdicts. */
    record Outcome(Verdicts verdicts, Collected base, Collected head) {}

    Outcome run() {
        Map<Arm, Collected> all = empty();
        Verdicts verdicts = measure(all);
        Set<Case> flagged = new LinkedHashSet<>();
        verdicts.with(Verdict.SLOWER).forEach(finding -> flagged.add(Case.of(finding.head())));
        if (!flagged.isEmpty()) {
            int rounds = verdicts.with(Verdict.SLOWER).stream()
                    .mapToInt(finding -> finding.head().values().forks().size())
                    .max()
                    .orElse(forks.most());
            progress.accept("slower so far: " + flagged.size() + " benchmarks; measuring them again in " + rounds
                    + " new forks");
            Map<Arm, Collected> again = empty();
            for (int round = 0; round < rounds; round++) {
                round(round, suite.parts(flagged), again);
            }
            Set<Measure.Key> before = keys(verdicts.with(Verdict.SLOWER));
            Set<Measure.Key> confirmed = slowerAtAll(again);
            for (Arm arm : Arm.values()) {
                collected(all, arm).addAll(collected(again, arm));
            }
            verdicts = confirmed(compare(all), before, confirmed);
        }
        return new Outcome(withNoise(verdicts), collected(all, Arm.BASE), collected(all, Arm.HEAD));
    }

    private Verdicts measure(Map<Arm, Collected> all) {
        List<Part> parts = suite.parts();
        for (int round = 0; ; round++) {
            round(round, parts, all);
            int done = round + 1;
            boolean look = done >= forks.least() && (done - forks.least()) % 2 == 0;
            if (look || done >= forks.most()) {
                Verdicts verdicts = compare(all);
                Set<Case> open = open(verdicts);
                progress.accept(done + " forks each: " + verdicts.summary() + " Open: " + open.size());
                if (open.isEmpty() || done >= forks.most()) {
                    return verdicts;
                }
                parts = suite.parts(open);
            } else if (done == 1) {
                // The benchmarks are known now, so the arms can alternate after each benchmark.
                Set<Case> known = known(all);
                if (known.isEmpty()) {
                    return compare(all);
                }
                parts = suite.parts(known);
            }
        }
    }

    private void round(int round, List<Part> parts, Map<Arm, Collected> into) {
        List<Arm> order = round % 2 == 0 ? List.of(Arm.BASE, Arm.HEAD) : List.of(Arm.HEAD, Arm.BASE);
        for (Part part : parts) {
            for (Arm arm : order) {
                collected(into, arm).add(suite.run(arm, part), part);
            }
        }
    }

    /** The benchmarks of both arms. Further runs of the others are useless, since they cannot be compared. */
    private static Set<Case> known(Map<Arm, Collected> all) {
        Set<Case> known = cases(collected(all, Arm.BASE));
        known.retainAll(cases(collected(all, Arm.HEAD)));
        return known;
    }

    private static Set<Case> cases(Collected collected) {
        Set<Case> cases = new LinkedHashSet<>();
        collected.set().results().forEach(result -> cases.add(new Case(result.benchmark(), result.params())));
        return cases;
    }

    /** The benchmarks for which more forks can lead to a verdict. */
    private static Set<Case> open(Verdicts verdicts) {
        Set<Case> open = new LinkedHashSet<>();
        for (Finding finding : verdicts.findings()) {
            boolean notSlower = finding.ratio().high() <= 1 + finding.threshold();
            if (!notSlower && finding.verdict() != Verdict.SLOWER) {
                open.add(Case.of(finding.head()));
            }
        }
        return open;
    }

    private Set<Measure.Key> slowerAtAll(Map<Arm, Collected> again) {
        Set<Measure.Key> slower = new HashSet<>();
        for (Finding finding : compare(again).findings()) {
            if (finding.ratio().low() > 1) {
                slower.add(finding.head().key());
            }
        }
        return slower;
    }

    private static Set<Measure.Key> keys(Collection<Finding> findings) {
        Set<Measure.Key> keys = new HashSet<>();
        findings.forEach(finding -> keys.add(finding.head().key()));
        return keys;
    }

    /** @param all the verdicts of all forks together */
    private static Verdicts confirmed(
            Verdicts all, Collection<Measure.Key> flagged, Collection<Measure.Key> confirmed) {
        List<String> notes = new ArrayList<>(all.notes());
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : all.findings()) {
            boolean slower = finding.verdict() == Verdict.SLOWER;
            boolean counts = slower && confirmed.contains(finding.head().key());
            findings.add(slower && !counts ? finding.with(Verdict.UNCLEAR) : finding);
            if (!counts && flagged.contains(finding.head().key())) {
                notes.add(finding.name() + ": slower at first, but not in the second measurement");
            }
        }
        return new Verdicts(all.base(), all.head(), findings, all.problems(), notes);
    }

    private static Verdicts withNoise(Verdicts verdicts) {
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : verdicts.findings()) {
            double[][] base = finding.base().logTimes();
            double[][] even = new double[(base.length + 1) / 2][];
            double[][] odd = new double[base.length / 2][];
            for (int fork = 0; fork < base.length; fork++) {
                (fork % 2 == 0 ? even : odd)[fork / 2] = base[fork];
            }
            boolean enough = odd.length >= 2;
            findings.add(enough ? finding.withNoise(Slowdown.of(even, odd).ratio()) : finding);
        }
        return new Verdicts(verdicts.base(), verdicts.head(), findings, verdicts.problems(), verdicts.notes());
    }

    private Verdicts compare(Map<Arm, Collected> forks) {
        return comparer.compare(baseSide.apply(collected(forks, Arm.BASE)), headSide.apply(collected(forks, Arm.HEAD)));
    }

    private static Map<Arm, Collected> empty() {
        Map<Arm, Collected> empty = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            empty.put(arm, new Collected());
        }
        return empty;
    }

    private static Collected collected(Map<Arm, Collected> of, Arm arm) {
        return of.computeIfAbsent(arm, any -> new Collected());
    }
}
