package io.interlock.reports.gate.compare;

import io.interlock.reports.gate.statistics.BenjaminiHochberg;
import io.interlock.reports.gate.statistics.Slowdown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares two runs. */
public final class Comparer {

    /** The accepted share of false alarms among the slower benchmarks: the part above a 95 % interval. */
    private static final double FALSE_SHARE = 0.025;

    private final Thresholds thresholds;
    private final Pattern reference;
    private final boolean ignoreMissing;

    /**
     * Creates a comparer, which may compare any number of runs.
     *
     * @param reference names of benchmarks that depend on the machine only
     * @param ignoreMissing whether a benchmark that only one run has is a note instead of a problem
     */
    public Comparer(Thresholds thresholds, Pattern reference, boolean ignoreMissing) {
        this.thresholds = thresholds;
        this.reference = reference;
        this.ignoreMissing = ignoreMissing;
    }

    public Verdicts compare(Side base, Side head) {
        List<Problem> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>(Environments.notes(base, head));
        if (base.file().equals(head.file())) {
            notes.add("base and head are the same, so no benchmark can be slower");
        }
        Optional<Yardstick> yardstick = Optional.empty();
        if (Environments.otherMachine(base, head)) {
            Yardstick common = Yardstick.common(base, head, reference);
            notes.add("the machines differ: compared by ratios to " + common.names(head));
            yardstick = Optional.of(common);
        } else if (Environments.machineKnown(base) != Environments.machineKnown(head)) {
            notes.add((Environments.machineKnown(base) ? head : base).file()
                    + " does not name its machine; assumed to be the same");
        }
        missing(base, head, problems, notes);
        missing(head, base, problems, notes);
        List<Finding> findings = new ArrayList<>();
        Set<Measure.Key> not = yardstick.map(Yardstick::keys).orElseGet(HashSet::new);
        for (Measure before : base.measures().values()) {
            Measure after = head.measures().get(before.key());
            if (after != null && !not.contains(before.key())) {
                Optional<Problem> problem = problem(base, before, head, after);
                if (problem.isPresent()) {
                    problems.add(problem.get());
                } else if (yardstick.isPresent()) {
                    Optional<double[][]> scaledBase = yardstick.get().apply(base, before);
                    Optional<double[][]> scaledHead = yardstick.get().apply(head, after);
                    if (scaledBase.isPresent() && scaledHead.isPresent()) {
                        findings.add(finding(before, after, scaledBase.get(), scaledHead.get()));
                    } else {
                        problems.add(
                                new Problem(
                                        (scaledBase.isPresent() ? head : base).file(),
                                        after.fullName(),
                                        "has another number of forks than the reference benchmarks, so there are no ratios by round"));
                    }
                } else {
                    findings.add(finding(before, after, before.logTimes(), after.logTimes()));
                }
            }
        }
        return new Verdicts(base.file(), head.file(), judged(findings), problems, notes);
    }

    private void missing(Side from, Side to, List<Problem> problems, List<String> notes) {
        for (Measure measure : from.measures().values()) {
            if (!to.measures().containsKey(measure.key())) {
                String missing = "is missing, but " + from.file() + " has it";
                if (ignoreMissing) {
                    notes.add(new Problem(to.file(), measure.fullName(), missing).toString());
                } else {
                    String wayOut = "; measure it in both runs, or use --ignore-missing";
                    problems.add(new Problem(to.file(), measure.fullName(), missing + wayOut));
                }
            }
        }
    }

    private static Optional<Problem> problem(Side base, Measure before, Side head, Measure after) {
        if (!before.values().unit().equals(after.values().unit())) {
            return Optional.of(new Problem(
                    head.file(),
                    after.fullName(),
                    "unit is " + after.values().unit() + ", but "
                            + before.values().unit() + " in " + base.file()));
        }
        if (!before.threads().equals(after.threads())
                && !before.threads().isEmpty()
                && !after.threads().isEmpty()) {
            return Optional.of(new Problem(
                    head.file(),
                    after.fullName(),
                    "has threads=" + after.threads() + ", but " + before.threads() + " in " + base.file()));
        }
        return unusable(base, before).or(() -> unusable(head, after));
    }

    /** The benchmarks that cannot be compared with any other run. */
    public static List<Problem> unusable(Side side) {
        return side.measures().values().stream()
                .flatMap(measure -> unusable(side, measure).stream())
                .toList();
    }

    private static Optional<Problem> unusable(Side side, Measure measure) {
        if (!measure.isPositive()) {
            return Optional.of(new Problem(
                    side.file(), measure.fullName(), "has a score of zero or below, to which there is no ratio"));
        }
        if (measure.values().forks().size() < 2) {
            return Optional.of(new Problem(
                    side.file(),
                    measure.fullName(),
                    "has one fork, so the variation between forks is unknown; run at least 3 forks (-f 3)"));
        }
        return Optional.empty();
    }

    private Finding finding(Measure before, Measure after, double[][] base, double[][] head) {
        return new Finding(
                before, after, Slowdown.of(base, head), thresholds.of(after), Verdict.UNCLEAR, Optional.empty());
    }

    /** The correction for multiple comparisons needs all findings. */
    public static List<Finding> judged(List<Finding> findings) {
        double slower = BenjaminiHochberg.cutOff(
                findings.stream()
                        .mapToDouble(finding -> finding.slowdown().pSlowerThan(1 + finding.threshold()))
                        .toArray(),
                FALSE_SHARE);
        double faster = BenjaminiHochberg.cutOff(
                findings.stream()
                        .mapToDouble(finding -> finding.slowdown().pFasterThan(1 / (1 + finding.threshold())))
                        .toArray(),
                FALSE_SHARE);
        return findings.stream()
                .map(finding -> finding.with(verdict(finding, slower, faster)))
                .toList();
    }

    private static Verdict verdict(Finding finding, double slower, double faster) {
        double limit = 1 + finding.threshold();
        if (finding.ratio().low() > limit && finding.slowdown().pSlowerThan(limit) <= slower) {
            return Verdict.SLOWER;
        }
        if (finding.ratio().high() < 1 / limit && finding.slowdown().pFasterThan(1 / limit) <= faster) {
            return Verdict.FASTER;
        }
        boolean within = finding.ratio().low() >= 1 / limit && finding.ratio().high() <= limit;
        return within ? Verdict.UNCHANGED : Verdict.UNCLEAR;
    }
}
