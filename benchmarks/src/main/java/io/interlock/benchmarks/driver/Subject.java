package io.interlock.benchmarks.driver;

import java.util.Arrays;
import java.util.List;

/** The primitives. Of each there are several implementations. */
public enum Subject {
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

    /** Whether it stores or carries more than a word, as libraries do that want options of their JVM. */
    public boolean isCollection() {
        return this == QUEUE || this == PIPE || this == MAP || this == LIST;
    }

    /** Ours first. */
    public List<Implementation> implementations() {
        return Arrays.stream(Implementation.values())
                .filter(implementation -> implementation.subject() == this)
                .toList();
    }

    /**
     * One implementation of this.
     *
     * @param label as in results
     */
    public Implementation implementation(String label) {
        return implementations().stream()
                .filter(implementation -> implementation.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("implementation=" + label + ": expected one of "
                        + implementations().stream().map(Implementation::label).toList()));
    }
}
