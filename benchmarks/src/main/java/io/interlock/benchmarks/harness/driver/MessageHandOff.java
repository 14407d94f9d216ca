package io.interlock.benchmarks.harness.driver;

import io.interlock.benchmarks.harness.control.ControlLayout;
import io.interlock.benchmarks.harness.control.Shape;

/**
 * Two lanes for each group: one for the way there, one for the way back. A message says which round it is of, and each side
 * requires that it is the one that it waits for.
 */
public final class MessageHandOff implements HandOffDriver {

    public static final int LANES = 2 * ControlLayout.GROUPS;

    private final Side[] leaders = new Side[ControlLayout.GROUPS];
    private final Side[] followers = new Side[ControlLayout.GROUPS];

    /** @param workers who takes part in this process */
    public MessageHandOff(Messenger messenger, Shape shape, Iterable<Integer> workers) {
        for (int worker : workers) {
            int group = shape.group(worker);
            int there = 2 * group;
            int back = there + 1;
            if (shape.leads(worker)) {
                leaders[group] = new Side(messenger.producer(there), messenger.consumer(back), group);
            } else {
                followers[group] = new Side(messenger.producer(back), messenger.consumer(there), group);
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

    private static final class Side {

        private final Messenger.Producer producer;
        private final Messenger.Consumer consumer;
        private final int group;
        private final CheckedPayload.Reader reader = this::read;
        private long put;
        private long taken;

        Side(Messenger.Producer producer, Messenger.Consumer consumer, int group) {
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
            if (first != group || second != taken || last != CheckedPayload.last(first, second)) {
                throw new IllegalStateException("out of step: message " + taken + " of group " + group
                        + " was expected, and came as message " + second + " of group " + first
                        + (last == CheckedPayload.last(first, second) ? "" : ", torn"));
            }
        }
    }
}
