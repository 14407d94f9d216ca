package io.interlock.benchmarks.harness.control;

import java.util.Arrays;
import java.util.List;

/** What a worker does besides acquiring. An empty critical section rewards a lock that never changes hands. */
public enum Load {
    EMPTY("empty", 0, 0, ControlLayout.WRITES_OF),
    SHORT("50in200out", 50, 200, ControlLayout.WRITES_OF),
    LONG("500in500out", 500, 500, ControlLayout.WRITES_OF),
    /** Of locks for readers and writers: nobody writes. */
    READERS("0writers", 0, 0, 0),
    /** Every tenth operation writes, as near as it can be. */
    MIXED("10writers", 0, 0, 3),
    /** Of maps and lists: everybody reads. */
    GET("get", 0, 0, 0),
    /** Everybody replaces. */
    PUT("put", 0, 0, ControlLayout.WRITES_OF),
    /** Of lists: everybody appends; in place of getting. */
    APPEND("append", 0, 0, ControlLayout.WRITES_OF);

    /** Those of locks that exclude everybody. */
    public static final List<Load> EXCLUSIVE = List.of(EMPTY, SHORT, LONG);

    /** Those of locks for readers and writers. */
    public static final List<Load> SHARED = List.of(READERS, MIXED);

    /** Those of maps. */
    public static final List<Load> STORED = List.of(GET, PUT);

    /** Those of lists. */
    public static final List<Load> LISTED = List.of(GET, APPEND);

    private final String label;
    private final long insideNs;
    private final long outsideNs;
    private final int writes;

    Load(String label, long insideNs, long outsideNs, int writes) {
        this.label = label;
        this.insideNs = insideNs;
        this.outsideNs = outsideNs;
        this.writes = writes;
    }

    public static Load of(String label) {
        for (Load load : values()) {
            if (load.label.equals(label)) {
                return load;
            }
        }
        throw new IllegalArgumentException("load=" + label + ": expected one of "
                + Arrays.stream(values()).map(Load::label).toList());
    }

    public String label() {
        return label;
    }

    /** Busy work with the lock held. */
    public long insideNs() {
        return insideNs;
    }

    /** How many of {@link ControlLayout#WRITES_OF} operations take the lock to write. */
    public int writes() {
        return writes;
    }

    /** Busy work without the lock. */
    public long outsideNs() {
        return outsideNs;
    }
}
