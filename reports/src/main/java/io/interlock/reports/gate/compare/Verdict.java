package io.interlock.reports.gate.compare;

/** What the interval says of one benchmark, against its threshold. */
public enum Verdict {
    /** The whole interval lies beyond the threshold, also after the correction for many benchmarks. */
    SLOWER("slower"),
    /** The same on the other side. */
    FASTER("faster"),
    /** The whole interval lies within the threshold. */
    UNCHANGED("unchanged"),
    /** The interval is too wide to say, or the difference does not stand out from so many benchmarks. */
    UNCLEAR("unclear");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
