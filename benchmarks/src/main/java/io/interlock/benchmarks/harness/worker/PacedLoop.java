package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.harness.driver.Driver;

/**
 * The measured loop of operations that begin at fixed times, see {@link Pace}: an open loop. Each is timed to its end,
 * whereas {@link WindowLoop} times one of a batch to its half. The clock is read once an operation, and while it waits.
 *
 * <p>A window has the operations that should have begun in it, also those that end later.
 */
final class PacedLoop implements WorkLoop {

    private final ControlBlock control;
    private final WorkerBlock me;
    private final BusyWork load;
    private final Operation operation;
    private final Pace pace;

    private boolean inWindow;
    private boolean past;
    private long operations;
    private long counted;
    private long operationsBefore;
    private long firstEdge;
    private long longest;
    private long edge;

    PacedLoop(ControlBlock control, int index, Driver driver) {
        this.control = control;
        this.me = control.workers().get(index);
        this.load = new BusyWork(control.insideNs(), control.outsideNs());
        this.operation = Operation.of(driver, control, index, load);
        this.pace = new Pace(control, index, control.workers().size());
    }

    @Override
    public void prepare() {
        me.clearWindow();
        load.calibrate();
    }

    @Override
    public void run(long sequence) {
        ThreadUsage before = ThreadUsage.now();
        inWindow = false;
        past = false;
        operations = 0;
        counted = 0;
        longest = 0;
        edge = System.nanoTime();
        pace.begin(edge);
        while (control.sequence() == sequence) {
            step();
        }
        if (inWindow) {
            // Stopped by the coordinator's watchdog.
            pace.missed(edge, control.windowEnd(), me);
            noteWindow();
        }
        me.addOperations(operations);
        me.addCounted(counted);
        ThreadUsage.now().since(before).note(me);
    }

    @Override
    public void publish() {
        operation.publish();
    }

    private void step() {
        long due = pace.await(edge);
        edge = Math.max(edge, due);
        if (inWindow) {
            if (due >= control.windowEnd()) {
                inWindow = false;
                past = true;
                noteWindow();
                me.state(WorkerState.PAST_END);
            }
        } else if (!past && due >= control.windowStart()) {
            inWindow = true;
            operationsBefore = operations;
            firstEdge = due;
        }
        operation.acquire();
        counted += operation.finish();
        operations++;
        long next = System.nanoTime();
        if (inWindow) {
            me.countLatency(next - due);
            longest = Math.max(longest, next - due);
        }
        edge = next;
    }

    private void noteWindow() {
        me.window(operations - operationsBefore, firstEdge, edge, longest);
    }
}
