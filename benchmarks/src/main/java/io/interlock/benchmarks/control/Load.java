package io.interlock.benchmarks.control;

/** What a contender does besides locking. An empty critical section rewards a lock that never changes hands. */
public enum Load {
    EMPTY("empty", 0, 0),
    SHORT("50in200out", 50, 200),
    LONG("500in500out", 500, 500);

    private final String label;
    private final long insideNs;
    private final long outsideNs;

    Load(String label, long insideNs, long outsideNs) {
        this.label = label;
        this.insideNs = insideNs;
        this.outsideNs = outsideNs;
    }

    public static Load of(String label) {
        for (Load load : values()) {
            if (load.label.equals(label)) {
                return load;
            }
        }
        throw new IllegalArgumentException("load=" + label + ": expected empty, 50in200out or 500in500out");
    }

    public String label() {
        return label;
    }

    /** Busy work with the lock held. */
    public long insideNs() {
        return insideNs;
    }

    /** Busy work without the lock. */
    public long outsideNs() {
        return outsideNs;
    }
}
