package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.Affinity;
import io.interlock.benchmarks.control.Command;
import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.HandOffDriver;
import io.interlock.benchmarks.driver.LockDriver;
import io.interlock.benchmarks.driver.StreamDriver;

/** Obeys the control block's commands until {@link Command#QUIT}. For one thread. */
public final class Contender {

    private static final long POLL_MS = 1;

    private final ControlBlock control;
    private final ContenderBlock me;
    private final int index;
    private final Driver driver;
    private final Runs runs;

    public Contender(ControlBlock control, int index, Driver driver) {
        this.control = control;
        this.me = control.contenders().get(index);
        this.index = index;
        this.driver = driver;
        this.runs = runs(control, index, driver);
    }

    private static Runs runs(ControlBlock control, int index, Driver driver) {
        if (driver instanceof HandOffDriver handOff) {
            return new HandOffLoop(control, index, handOff);
        }
        if (driver instanceof StreamDriver stream) {
            return index == 0 ? new ConsumerLoop(control, stream) : new ProducerLoop(control, index, stream);
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
                me.state(State.GONE);
                return;
            }
            obey(control.command(), sequence);
        }
    }

    private void obey(Command command, long sequence) throws InterruptedException {
        if (command == Command.RUN) {
            runs.prepare();
            begin(control.shape().leads(index) ? State.RUNNING : State.FOLLOWING, sequence);
            runs.run(sequence);
        } else if (command == Command.HOLD && control.isTarget(index)) {
            hold(sequence);
        } else if (command == Command.ACQUIRE && control.isTarget(index)) {
            acquire(sequence);
        } else if (command == Command.ECHO && control.isTarget(index)) {
            echo(sequence);
        } else if (command == Command.PUBLISH && control.isTarget(index)) {
            runs.publish();
            begin(State.IDLE, sequence);
        } else {
            begin(State.IDLE, sequence);
        }
    }

    private void hold(long sequence) throws InterruptedException {
        LockDriver lock = (LockDriver) driver;
        lock.lock();
        count();
        begin(State.HOLDING, sequence);
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
        begin(State.ACQUIRING, sequence);
        lock.lock();
        long acquired = System.nanoTime();
        count();
        lock.unlock();
        me.acquiredAt(acquired);
        me.state(State.ACQUIRED);
    }

    private void echo(long sequence) {
        begin(State.ECHOING, sequence);
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

    private void begin(State state, long sequence) {
        me.state(state);
        me.acknowledge(sequence);
    }
}
