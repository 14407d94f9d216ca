package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.harness.driver.Driver;

/**
 * The measured loop: one operation after the other, without pause; of a lock: lock, count, unlock. {@code worker.c} and {@code
 * window.py} are the same, line by
 * line; change all three.
 *
 * <p>A batch is {@value #BATCH} operations. The clock is read three times a batch: right before and right after its first
 * acquisition, which alone goes into the histogram (with one clock reading in it, some 25 ns), and at its end, its edge. So
 * measuring costs each implementation the same 1.2 ns an operation.
 *
 * <p>A window begins and ends for each worker at its own first edge after the coordinator's time. It operates before
 * and after: nobody is counted while another stands still.
 *
 * <p>Here, what runs once a batch has methods and fields of its own: {@link #run} is called once a window and goes round too
 * seldom to be compiled soon, and interpreted it would add 100 ns to each latency if the clock were read there.
 */
final class WindowLoop implements WorkLoop {

    static final int BATCH = 64;

    private final ControlBlock control;
    private final WorkerBlock me;
    private final BusyWork load;
    private final Operation operation;

    WindowLoop(ControlBlock control, int index, Driver driver) {
        this.control = control;
        this.me = control.workers().get(index);
        this.load = new BusyWork(control.insideNs(), control.outsideNs());
        this.operation = Operation.of(driver, control, index, load);
    }

    private enum Phase {
        BEFORE,
        IN,
        AFTER
    }

    private Phase phase = Phase.BEFORE;
    private long operations;
    private long counted;
    private long operationsBefore;
    private ThreadUsage before = ThreadUsage.NONE;
    private long firstEdge;
    private long longestBatch;
    private long edge;
    private long latency;

    @Override
    public void prepare() {
        me.clearWindow();
        before = ThreadUsage.now(); // Its first call loads classes.
        load.calibrate();
    }

    @Override
    public void run(long sequence) {
        phase = Phase.BEFORE;
        operations = 0;
        counted = 0;
        longestBatch = 0;
        edge = System.nanoTime();
        while (control.sequence() == sequence) {
            step();
        }
        if (phase == Phase.IN) {
            // Stopped by the coordinator's watchdog: the lock starved us past the end.
            noteWindow();
        }
        me.addOperations(operations);
        me.addCounted(counted);
    }

    @Override
    public void publish() {
        operation.publish();
    }

    private void step() {
        if (phase == Phase.BEFORE && edge >= control.windowStart()) {
            phase = Phase.IN;
            operationsBefore = operations;
            before = ThreadUsage.now();
            firstEdge = edge = System.nanoTime();
        } else if (phase == Phase.IN && edge >= control.windowEnd()) {
            phase = Phase.AFTER;
            noteWindow();
            me.state(WorkerState.PAST_END);
        }
        batch();
        operations += BATCH;
        long next = System.nanoTime();
        if (phase == Phase.IN) {
            me.countLatency(latency);
            longestBatch = Math.max(longestBatch, next - edge);
        }
        edge = next;
    }

    private void noteWindow() {
        ThreadUsage.now().since(before).note(me);
        me.window(operations - operationsBefore, firstEdge, edge, longestBatch);
    }

    /** One batch; notes how long its first operation took to get the lock. */
    private void batch() {
        long begun = System.nanoTime();
        operation.acquire();
        latency = System.nanoTime() - begun;
        int added = operation.finish();
        for (int i = 1; i < BATCH; i++) {
            operation.acquire();
            added += operation.finish();
        }
        counted += added;
    }
}
