package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;

/**
 * One side of a stream of messages: batches of {@link #BATCH}, and the window's edges between them. The clock is read once a
 * batch. {@code collection.py} and {@code stream.h} are the same.
 *
 * <p>Everybody counts between its own first edges after the window's begin and end, and goes on until the command is replaced.
 * Then each producer puts a last message, which says how many came before it, and the consumer takes until it has had that of
 * each: so a run ends with empty lanes, and with every message accounted for.
 */
abstract class StreamLoop implements Runs {

    static final int BATCH = 64;

    final ControlBlock control;
    private final ContenderBlock me;

    private boolean inWindow;
    private boolean past;
    private long operationsBefore;
    private Usage before = Usage.NONE;
    private long firstEdge;
    private long longestBatch;
    private long edge;

    StreamLoop(ControlBlock control, int index) {
        this.control = control;
        this.me = control.contenders().get(index);
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
        before = Usage.now(); // Its first call loads classes.
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
                me.state(State.PAST_END);
            }
        } else if (!past && edge >= control.windowStart()) {
            inWindow = true;
            operationsBefore = operations;
            before = Usage.now();
            firstEdge = edge = System.nanoTime();
        }
    }

    private void noteWindow(long operations) {
        Usage.now().since(before).note(me);
        me.window(operations - operationsBefore, firstEdge, edge, longestBatch);
    }
}
