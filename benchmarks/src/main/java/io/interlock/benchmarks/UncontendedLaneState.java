package io.interlock.benchmarks;

import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.StreamDriver;
import io.interlock.benchmarks.message.MessageConsumer;
import io.interlock.benchmarks.message.MessageProducer;
import io.interlock.benchmarks.message.Payload;

/** A lane on which one thread puts a message and takes it. */
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public abstract class UncontendedLaneState extends UncontendedState implements Payload.Reader {

    private MessageProducer producer;
    private MessageConsumer consumer;
    private long put;
    private long taken;

    @Override
    void use(Driver driver) {
        producer = ((StreamDriver) driver).producer();
        consumer = ((StreamDriver) driver).consumer();
    }

    void putAndTake() throws InterruptedException {
        producer.put(0, ++put);
        consumer.take(this);
    }

    @Override
    public void read(long first, long second, long last) {
        taken++;
        if (second != taken || last != Payload.last(first, second)) {
            throw new IllegalStateException("message " + taken + " was put, and message " + second + " was taken");
        }
    }
}
