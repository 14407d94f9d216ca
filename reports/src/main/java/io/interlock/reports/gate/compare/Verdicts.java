package io.interlock.reports.gate.compare;

import java.util.Comparator;
import java.util.List;

/**
 * Everything that comparing two runs says.
 *
 * @param base what the base is, for people
 * @param findings by effect: the most slowed first; all of them
 * @param problems what could not be compared
 * @param notes what a reader has to know: how the environments differ, what the runs' warnings were
 */
public record Verdicts(String base, String head, List<Finding> findings, List<Problem> problems, List<String> notes) {

    /** Something is slower. */
    public static final int SLOWER = 1;
    /** Something could not be compared, and nothing that could is slower. */
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

    /** The exit status: 0 none slower, 1 something slower, 2 something could not be compared. */
    public int status() {
        if (!with(Verdict.SLOWER).isEmpty()) {
            return SLOWER;
        }
        return problems.isEmpty() && !findings.isEmpty() ? 0 : NOT_COMPARED;
    }

    /** In one sentence. */
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
