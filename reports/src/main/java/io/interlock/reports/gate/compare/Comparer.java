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

    /** Of the slower ones, how many may be so by chance: what lies above a 95 % interval. */
    private static final double FALSE_SHARE = 0.025;

    private final Thresholds thresholds;
    private final Pattern reference;
    private final boolean ignoreMissing;

    /**
     * A comparer of as many runs as one likes.
     *
     * @param reference names of benchmarks that depend on the machine alone
     * @param ignoreMissing whether benchmarks of only one run are noted and no problem
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
            notes.add("base and head are the same: nothing can be slower");
        }
        Optional<Yardstick> yardstick = Optional.empty();
        if (Environments.otherMachine(base, head)) {
            Yardstick common = Yardstick.common(base, head, reference);
            notes.add("the machines differ: compared by ratios to " + common.names(head));
            yardstick = Optional.of(common);
        } else if (Environments.machineKnown(base) != Environments.machineKnown(head)) {
            notes.add((Environments.machineKnown(base) ? head : base).file()
                    + " does not say which machine it is from; taken as the same");
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
                        problems.add(new Problem(
                                (scaledBase.isPresent() ? head : base).file(),
                                after.fullName(),
                                "has not as many forks as the reference benchmarks, so there are no ratios by round"));
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
                String missing = "missing; " + from.file() + " has it";
                if (ignoreMissing) {
                    notes.add(new Problem(to.file(), measure.fullName(), missing).toString());
                } else {
                    String wayOut = "; measure it there too, or leave such out with --ignore-missing";
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

    /** Those that cannot be compared with anything. */
    public static List<Problem> unusable(Side side) {
        return side.measures().values().stream()
                .flatMap(measure -> unusable(side, measure).stream())
                .toList();
    }

    private static Optional<Problem> unusable(Side side, Measure measure) {
        if (!measure.isPositive()) {
            return Optional.of(new Problem(
                    side.file(), measure.fullName(), "has a score of zero or below: there is no ratio to it"));
        }
        if (measure.values().forks().size() < 2) {
            return Optional.of(new Problem(
                    side.file(),
                    measure.fullName(),
                    "has one fork, which says nothing about how forks differ; run at least 3 (-f 3)"));
        }
        return Optional.empty();
    }

    private Finding finding(Measure before, Measure after, double[][] base, double[][] head) {
        return new Finding(
                before, after, Slowdown.of(base, head), thresholds.of(after), Verdict.UNCLEAR, Optional.empty());
    }

    /** Only all together say which of them stand out. */
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
