package io.interlock.benchmarks.message;

/** One thread's way to put messages on a lane. */
public interface MessageProducer {

    /** Waits for room. */
    void put(long first, long second) throws InterruptedException;
}
