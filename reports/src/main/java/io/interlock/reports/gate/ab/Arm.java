package io.interlock.reports.gate.ab;

/** Which of the two is run. */
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
