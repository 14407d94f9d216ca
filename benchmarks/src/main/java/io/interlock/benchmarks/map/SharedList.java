package io.interlock.benchmarks.map;

import io.interlock.benchmarks.message.Payload;

/** A list of payloads. */
public interface SharedList extends AutoCloseable {

    void append(long first, long second);

    void get(int index, Payload.Reader reader);

    int size();

    /** Only while nobody else is at work. */
    void clear();

    @Override
    default void close() {}
}
