package io.interlock.benchmarks.harness.control;

/** What workers do with each other when told to RUN; the code stands in {@link ControlLayout#SHAPE}. */
public enum Shape {
    /** Everybody for himself: operates without pause. */
    LOOP(0),
    /** Two by two: the first hands over to the second, who hands back. */
    PAIRS(1),
    /** All together: nobody begins the next round before everybody has come to the end of this one. */
    PARTIES(2),
    /** The first takes what all others put. */
    STREAM(3);

    private static final Shape[] BY_CODE = values();

    private final int code;

    Shape(int code) {
        this.code = code;
    }

    static Shape of(long code) {
        return BY_CODE[Math.toIntExact(code)];
    }

    int code() {
        return code;
    }

    /** Which group a worker is of. */
    public int group(int worker) {
        return this == PAIRS ? worker / 2 : 0;
    }

    /** Whether this worker counts and times its group's rounds. */
    public boolean leads(int worker) {
        return switch (this) {
            case LOOP, STREAM -> true;
            case PAIRS -> worker % 2 == 0;
            case PARTIES -> worker == 0;
        };
    }
}
