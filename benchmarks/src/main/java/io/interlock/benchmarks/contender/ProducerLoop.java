package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.driver.StreamDriver;
import io.interlock.benchmarks.message.MessageProducer;

/** Puts messages that say whose they are and how many came before, without pause. */
final class ProducerLoop extends StreamLoop {

    private final MessageProducer producer;
    private final int index;
    private long put;

    ProducerLoop(ControlBlock control, int index, StreamDriver driver) {
        super(control, index);
        this.index = index;
        this.producer = driver.producer();
    }

    @Override
    boolean goesOn(boolean isReplaced) {
        return !isReplaced;
    }

    @Override
    int batch() throws InterruptedException {
        for (int i = 0; i < BATCH; i++) {
            producer.put(index, ++put);
        }
        return BATCH;
    }

    /** The last message's number is negative, whatever it is. */
    @Override
    void finish() throws InterruptedException {
        producer.put(index, ~put);
    }
}
