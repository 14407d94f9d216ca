package io.interlock.reports.gate.compare;

import java.util.Comparator;
import java.util.List;

/**
 * The result of comparing two runs.
 *
 * @param base a name of the base for readers
 * @param findings all comparisons, the largest slowdown first
 * @param problems the benchmarks that could not be compared
 * @param notes differences of the environments, and the warnings of the runs
 */
public record Verdicts(String base, String head, List<Finding> findings, List<Problem> problems, List<String> notes) {

    /** At least one benchmark is slower. */
    public static final int SLOWER = 1;
    /** At least one benchmark could not be compared, and none of the others is slower. */
    public static final int NOT_COMPARED = 2;

    public Verdicts {
        findings = findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.verdict() != Verdict.SLOWER)
                        .thenComparing(finding -> finding.ratio().value(), Comparator.reverseOrder()))
                .toList();
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    public List<Finding> with(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
    }

    /** The exit status: 0 none is slower, 1 at least one is, 2 at least one could not be compared. */
    public int status() {
        if (!with(Verdict.SLOWER).isEmpty()) {
            return SLOWER;
        }
        return problems.isEmpty() && !findings.isEmpty() ? 0 : NOT_COMPARED;
    }

    /** The result in one sentence. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        if (findings.isEmpty()) {
            return "Nothing was compared"
                    + (problems.isEmpty() ? "." : ": " + benchmarks(problems.size()) + " could not be.");
        }
        int slower = with(Verdict.SLOWER).size();
        text.append(slower == 0 ? "None" : slower)
                .append(" of ")
                .append(benchmarks(findings.size()))
                .append(" slower");
        List.of(Verdict.FASTER, Verdict.UNCHANGED, Verdict.UNCLEAR).forEach(verdict -> {
            if (!with(verdict).isEmpty()) {
                text.append(", ").append(with(verdict).size()).append(' ').append(verdict.word());
            }
        });
        text.append('.');
        if (!problems.isEmpty()) {
            text.append(' ').append(benchmarks(problems.size())).append(" could not be compared.");
        }
        return text.toString();
    }

    private static String benchmarks(int count) {
        return count + (count == 1 ? " benchmark" : " benchmarks");
    }
}
