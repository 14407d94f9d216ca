package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.map.SharedList;

/** A list, to append to or, with its elements in it, to read. */
public record ListDriver(SharedList list) implements Driver {

    public static final int ELEMENTS = 100_000;

    /** Fills a new list that is to be read. */
    static ListDriver of(SharedList list, boolean fill) {
        if (fill) {
            for (int i = 0; i < ELEMENTS; i++) {
                list.append(i, 0);
            }
        }
        return new ListDriver(list);
    }

    @Override
    public void close() {
        list.close();
    }
}
