package io.interlock.reports.gate.compare;

/** The verdict on one benchmark: its interval compared with its threshold. */
public enum Verdict {
    /** The whole interval lies beyond the threshold, also after the correction for multiple comparisons. */
    SLOWER("slower"),
    /** The same in the other direction. */
    FASTER("faster"),
    /** The whole interval lies within the threshold. */
    UNCHANGED("unchanged"),
    /** The interval is too wide, or the difference is not significant after the correction. */
    UNCLEAR("unclear");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
