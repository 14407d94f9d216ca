package io.interlock.benchmarks.harness.worker;

import io.interlock.benchmarks.harness.control.Affinity;
import io.interlock.benchmarks.harness.control.Command;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.driver.HandOffDriver;
import io.interlock.benchmarks.harness.driver.LockDriver;
import io.interlock.benchmarks.harness.driver.StreamDriver;

/** Obeys the control block's commands until {@link Command#QUIT}. For one thread. */
public final class Worker {

    private static final long POLL_MS = 1;

    private final ControlBlock control;
    private final WorkerBlock me;
    private final int index;
    private final Driver driver;
    private final WorkLoop runs;

    public Worker(ControlBlock control, int index, Driver driver) {
        this.control = control;
        this.me = control.workers().get(index);
        this.index = index;
        this.driver = driver;
        this.runs = runs(control, index, driver);
    }

    private static WorkLoop runs(ControlBlock control, int index, Driver driver) {
        if (driver instanceof HandOffDriver handOff) {
            return new HandOffLoop(control, index, handOff);
        }
        if (driver instanceof StreamDriver stream) {
            return index == 0
                    ? new StreamLoop.Consumption(control, stream)
                    : new StreamLoop.Production(control, index, stream);
        }
        return control.isPaced() ? new PacedLoop(control, index, driver) : new WindowLoop(control, index, driver);
    }

    public void serve() throws InterruptedException {
        if (me.isPlaced()) {
            Affinity.set(me.processor(), me.otherProcessor());
        }
        me.introduce(ProcessHandle.current().pid(), System.nanoTime());
        long obeyed = 0;
        while (true) {
            long sequence = control.sequence();
            if (sequence == obeyed) {
                Thread.sleep(POLL_MS);
                continue;
            }
            obeyed = sequence;
            if (control.command() == Command.QUIT) {
                me.state(WorkerState.GONE);
                return;
            }
            obey(control.command(), sequence);
        }
    }

    private void obey(Command command, long sequence) throws InterruptedException {
        if (command == Command.RUN) {
            runs.prepare();
            begin(control.shape().leads(index) ? WorkerState.RUNNING : WorkerState.FOLLOWING, sequence);
            runs.run(sequence);
        } else if (command == Command.HOLD && control.isTarget(index)) {
            hold(sequence);
        } else if (command == Command.ACQUIRE && control.isTarget(index)) {
            acquire(sequence);
        } else if (command == Command.ECHO && control.isTarget(index)) {
            echo(sequence);
        } else if (command == Command.PUBLISH && control.isTarget(index)) {
            runs.publish();
            begin(WorkerState.IDLE, sequence);
        } else {
            begin(WorkerState.IDLE, sequence);
        }
    }

    private void hold(long sequence) throws InterruptedException {
        LockDriver lock = (LockDriver) driver;
        lock.lock();
        count();
        begin(WorkerState.HOLDING, sequence);
        long seen = sequence;
        while (control.sequence() == seen || control.command() == Command.ACQUIRE) {
            if (control.sequence() != seen) {
                seen = control.sequence();
                me.acknowledge(seen);
            }
            Thread.sleep(POLL_MS);
        }
        lock.unlock();
    }

    private void acquire(long sequence) {
        LockDriver lock = (LockDriver) driver;
        begin(WorkerState.ACQUIRING, sequence);
        lock.lock();
        long acquired = System.nanoTime();
        count();
        lock.unlock();
        me.acquiredAt(acquired);
        me.state(WorkerState.ACQUIRED);
    }

    private void echo(long sequence) {
        begin(WorkerState.ECHOING, sequence);
        long seen = control.ping();
        while (control.sequence() == sequence) {
            long ping = control.ping();
            if (ping != seen) {
                control.pong(ping);
                seen = ping;
            }
        }
    }

    private void count() {
        control.count(index);
        me.addOperations(1);
        me.addCounted(1);
    }

    private void begin(WorkerState state, long sequence) {
        me.state(state);
        me.acknowledge(sequence);
    }
}
