package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.map.SharedMap;

/** A map with its keys in it. */
public record MapDriver(SharedMap map) implements Driver {

    /** As large as the tables of results say. */
    public static final int KEYS = 100_000;

    /** Fills a new map. */
    static MapDriver filled(SharedMap map, boolean first) {
        if (first) {
            map.fill(KEYS);
        }
        return new MapDriver(map);
    }

    @Override
    public void close() {
        map.close();
    }
}
