package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.harness.driver.CheckedPayload;
import io.interlock.benchmarks.harness.driver.Messenger;
import io.interlock.benchmarks.harness.driver.StreamDriver;

/**
 * One side of a stream of messages: batches of {@link #BATCH}, and the window's edges between them. The clock is read once a
 * batch. {@code collection.py} and {@code stream.h} are the same.
 *
 * <p>Everybody counts between its own first edges after the window's begin and end, and goes on until the command is replaced.
 * Then each producer puts a last message, which says how many came before it, and the consumer takes until it has had that of
 * each: so a run ends with empty lanes, and with every message accounted for.
 */
abstract class StreamLoop implements WorkLoop {

    static final int BATCH = 64;

    final ControlBlock control;
    private final WorkerBlock me;

    private boolean inWindow;
    private boolean past;
    private long operationsBefore;
    private ThreadUsage before = ThreadUsage.NONE;
    private long firstEdge;
    private long longestBatch;
    private long edge;

    StreamLoop(ControlBlock control, int index) {
        this.control = control;
        this.me = control.workers().get(index);
    }

    /** One batch or, of a consumer, somewhat more; returns how many messages. */
    abstract int batch() throws InterruptedException;

    /** False once there is no more to do after the command was replaced. */
    abstract boolean goesOn(boolean isReplaced);

    /** After the last batch. */
    abstract void finish() throws InterruptedException;

    @Override
    public void prepare() {
        me.clearWindow();
        before = ThreadUsage.now(); // Its first call loads classes.
    }

    @Override
    public void publish() {}

    @Override
    public void run(long sequence) throws InterruptedException {
        inWindow = false;
        past = false;
        longestBatch = 0;
        edge = System.nanoTime();
        long operations = 0;
        while (goesOn(control.sequence() != sequence)) {
            look(operations);
            operations += batch();
            long next = System.nanoTime();
            longestBatch = inWindow ? Math.max(longestBatch, next - edge) : 0;
            edge = next;
        }
        if (inWindow) {
            // Stopped by the coordinator's watchdog.
            noteWindow(operations);
        }
        finish();
        me.addOperations(operations);
    }

    private void look(long operations) {
        if (inWindow) {
            if (edge >= control.windowEnd()) {
                noteWindow(operations);
                inWindow = false;
                past = true;
                me.state(WorkerState.PAST_END);
            }
        } else if (!past && edge >= control.windowStart()) {
            inWindow = true;
            operationsBefore = operations;
            before = ThreadUsage.now();
            firstEdge = edge = System.nanoTime();
        }
    }

    private void noteWindow(long operations) {
        ThreadUsage.now().since(before).note(me);
        me.window(operations - operationsBefore, firstEdge, edge, longestBatch);
    }

    /** Puts messages that say whose they are and how many came before, without pause. */
    static final class Production extends StreamLoop {

        private final Messenger.Producer producer;
        private final int index;
        private long put;

        Production(ControlBlock control, int index, StreamDriver driver) {
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

    /** Takes every message, and requires that each producer's come whole, once, and in their order. */
    static final class Consumption extends StreamLoop implements CheckedPayload.Reader {

        private final Messenger.Consumer consumer;
        private final int producers;
        private final long[] taken;
        private int inBatch;
        private int ended;

        Consumption(ControlBlock control, StreamDriver driver) {
            super(control, 0);
            this.consumer = driver.consumer();
            this.producers = control.workers().size() - 1;
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
            if (last != CheckedPayload.last(first, second) || first < 1 || first > producers) {
                throw new IllegalStateException("a message of " + first + ", number " + second
                        + ", is torn: it ends with " + last + " and not with " + CheckedPayload.last(first, second));
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
}
