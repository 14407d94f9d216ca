package io.interlock.benchmarks.driver;

import io.interlock.benchmarks.control.ControlLayout;
import io.interlock.benchmarks.control.Shape;
import io.interlock.benchmarks.message.Carrier;
import io.interlock.benchmarks.message.MessageConsumer;
import io.interlock.benchmarks.message.MessageProducer;
import io.interlock.benchmarks.message.Payload;

/**
 * Two lanes for each group: one for the way there, one for the way back. A message says which round it is of, and each side
 * requires that it is the one that it waits for.
 */
public final class MessageHandOff implements HandOffDriver {

    static final int LANES = 2 * ControlLayout.GROUPS;

    private final Carrier carrier;
    private final Side[] leaders = new Side[ControlLayout.GROUPS];
    private final Side[] followers = new Side[ControlLayout.GROUPS];

    /** @param contenders who takes part in this process */
    public MessageHandOff(Carrier carrier, Shape shape, Iterable<Integer> contenders) {
        this.carrier = carrier;
        for (int contender : contenders) {
            int group = shape.group(contender);
            int there = 2 * group;
            int back = there + 1;
            if (shape.leads(contender)) {
                leaders[group] = new Side(carrier.producer(there), carrier.consumer(back), group);
            } else {
                followers[group] = new Side(carrier.producer(back), carrier.consumer(there), group);
            }
        }
    }

    @Override
    public void lead(int group) throws InterruptedException {
        leaders[group].put();
        leaders[group].take();
    }

    @Override
    public void follow(int group, Runnable received) throws InterruptedException {
        followers[group].take();
        received.run();
        followers[group].put();
    }

    @Override
    public void close() {
        carrier.close();
    }

    private static final class Side {

        private final MessageProducer producer;
        private final MessageConsumer consumer;
        private final int group;
        private final Payload.Reader reader = this::read;
        private long put;
        private long taken;

        Side(MessageProducer producer, MessageConsumer consumer, int group) {
            this.producer = producer;
            this.consumer = consumer;
            this.group = group;
        }

        void put() throws InterruptedException {
            put++;
            producer.put(group, put);
        }

        void take() throws InterruptedException {
            consumer.take(reader);
        }

        private void read(long first, long second, long last) {
            taken++;
            if (first != group || second != taken || last != Payload.last(first, second)) {
                throw new IllegalStateException("out of step: message " + taken + " of group " + group
                        + " was expected, and came as message " + second + " of group " + first
                        + (last == Payload.last(first, second) ? "" : ", torn"));
            }
        }
    }
}
