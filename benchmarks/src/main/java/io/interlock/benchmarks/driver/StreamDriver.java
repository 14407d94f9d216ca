package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.message.Carrier;
import io.interlock.benchmarks.message.MessageConsumer;
import io.interlock.benchmarks.message.MessageProducer;

/** Messages on one lane: contender 0 takes what all others put. Who is alone does both. */
public final class StreamDriver implements Driver {

    private static final int LANE = 0;

    private final Carrier carrier;

    public StreamDriver(Carrier carrier) {
        this.carrier = carrier;
    }

    public MessageProducer producer() {
        return carrier.producer(LANE);
    }

    public MessageConsumer consumer() {
        return carrier.consumer(LANE);
    }

    @Override
    public void close() {
        carrier.close();
    }
}
