package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.driver.Driver;

/**
 * The measured loop of operations that begin at fixed times, see {@link Pace}: an open loop. Each is timed to its end,
 * whereas {@link WindowLoop} times one of a batch to its half. The clock is read once an operation, and while it waits.
 *
 * <p>A window has the operations that should have begun in it, also those that end later.
 */
final class PacedLoop implements Runs {

    private final ControlBlock control;
    private final ContenderBlock me;
    private final BusyLoad load;
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
        this.me = control.contenders().get(index);
        this.load = new BusyLoad(control.insideNs(), control.outsideNs());
        this.operation = Operation.of(driver, control, index, load);
        this.pace = new Pace(control, index, control.contenders().size());
    }

    @Override
    public void prepare() {
        me.clearWindow();
        load.calibrate();
    }

    @Override
    public void run(long sequence) {
        Usage before = Usage.now();
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
        Usage.now().since(before).note(me);
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
                me.state(State.PAST_END);
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
