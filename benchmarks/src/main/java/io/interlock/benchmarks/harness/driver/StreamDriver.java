package io.interlock.benchmarks.harness.driver;

/** Messages on one lane: worker 0 takes what all others put. A single worker does both. */
public final class StreamDriver implements Driver {

    private static final int LANE = 0;

    private final Messenger messenger;

    public StreamDriver(Messenger messenger) {
        this.messenger = messenger;
    }

    public Messenger.Producer producer() {
        return messenger.producer(LANE);
    }

    public Messenger.Consumer consumer() {
        return messenger.consumer(LANE);
    }
}
