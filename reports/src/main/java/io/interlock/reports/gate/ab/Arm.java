package io.interlock.reports.gate.ab;

/** One of the two commits that are measured. */
public enum Arm {
    BASE("base"),
    HEAD("head");

    private final String label;

    Arm(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
