package io.interlock.benchmarks.harness.driver;

/** A map from numbers to payloads, whose first word is the key and whose second word is who wrote it, and when. */
public non-sealed interface MapDriver extends Driver {

    /** As large as the tables of results say. */
    int KEYS = 100_000;

    /** Hands over the key's value; false if there is none. */
    boolean get(long key, CheckedPayload.Reader reader);

    /** Replaces the key's value. */
    void put(long key, long stamp);

    /** Puts the keys from 0 on, before anybody else is there. */
    default void fill(long keys) {
        for (long key = 0; key < keys; key++) {
            put(key, 0);
        }
    }

    long size();
}
