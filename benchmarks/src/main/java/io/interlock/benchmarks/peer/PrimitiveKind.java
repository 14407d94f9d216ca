package io.interlock.benchmarks.peer;

import java.util.Locale;

/** The primitives. Each is measured by a benchmark of its own, with several peers. */
public enum PrimitiveKind {
    LOCK,
    REENTRANT_LOCK,
    SEMAPHORE,
    EVENT,
    CONDITION,
    BARRIER,
    READ_WRITE_LOCK,
    VALUE,
    ARRAY,
    LATCH,
    REGION,
    QUEUE,
    PIPE,
    MAP,
    LIST,
    /** What the machine itself does. */
    REFERENCE;

    private static final String PACKAGE = "io.interlock.benchmarks.";
    private static final String SUFFIX = "Benchmark";

    /** Whether it stores or carries more than a word, as libraries do that want options of their JVM. */
    public boolean isCollection() {
        return this == QUEUE || this == PIPE || this == MAP || this == LIST;
    }

    /** Whether one at a time holds it, so that one can say who was the last. */
    public boolean excludes() {
        return !isCollection() && this != READ_WRITE_LOCK && this != VALUE && this != ARRAY && this != LATCH;
    }

    /** The full name of the class that measures it: {@code …ReentrantLockBenchmark} for {@link #REENTRANT_LOCK}. */
    public String benchmark() {
        StringBuilder name = new StringBuilder(PACKAGE);
        for (String word : name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.append(SUFFIX).toString();
    }

    /** The primitive that a benchmark measures, by the class's or a method's full name. */
    public static PrimitiveKind ofBenchmark(String benchmark) {
        for (PrimitiveKind kind : values()) {
            if (benchmark.equals(kind.benchmark()) || benchmark.startsWith(kind.benchmark() + ".")) {
                return kind;
            }
        }
        throw new IllegalArgumentException(benchmark + ": measures no primitive");
    }
}
