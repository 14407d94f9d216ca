package io.interlock.benchmarks.harness.driver;

/** A list of payloads, to append to or, with its elements in it, to read. */
public non-sealed interface ListDriver extends Driver {

    /** Of a list that is read. */
    int ELEMENTS = 100_000;

    void append(long first, long second);

    void get(int index, CheckedPayload.Reader reader);

    int size();

    /** Only while nobody else is at work. */
    void clear();
}
