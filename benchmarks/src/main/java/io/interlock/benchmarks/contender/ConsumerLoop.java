package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.driver.StreamDriver;
import io.interlock.benchmarks.message.MessageConsumer;
import io.interlock.benchmarks.message.Payload;

/** Takes every message, and requires that each producer's come whole, once, and in their order. */
final class ConsumerLoop extends StreamLoop implements Payload.Reader {

    private final MessageConsumer consumer;
    private final int producers;
    private final long[] taken;
    private int inBatch;
    private int ended;

    ConsumerLoop(ControlBlock control, StreamDriver driver) {
        super(control, 0);
        this.consumer = driver.consumer();
        this.producers = control.contenders().size() - 1;
        this.taken = new long[producers + 1];
    }

    @Override
    boolean goesOn(boolean isReplaced) {
        return ended < producers;
    }

    @Override
    int batch() throws InterruptedException {
        inBatch = 0;
        while (inBatch < BATCH && ended < producers) {
            consumer.take(this);
        }
        return inBatch;
    }

    @Override
    void finish() {
        ended = 0;
    }

    @Override
    public void read(long first, long second, long last) {
        if (last != Payload.last(first, second) || first < 1 || first > producers) {
            throw new IllegalStateException("a message of " + first + ", number " + second + ", is torn: it ends with "
                    + last + " and not with " + Payload.last(first, second));
        }
        int producer = (int) first;
        if (second < 0) {
            requireNext(producer, taken[producer], ~second);
            ended++;
        } else {
            requireNext(producer, taken[producer] + 1, second);
            taken[producer] = second;
            inBatch++;
        }
    }

    private static void requireNext(int producer, long expected, long found) {
        if (found != expected) {
            throw new IllegalStateException("messages of producer " + producer + " do not come once and in order: "
                    + expected + " was due, and " + found + " came");
        }
    }
}
