package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.Command;
import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.lock.LockDriver;

/** Obeys the control block's commands until {@link Command#QUIT}. For one thread. */
public final class Contender {

    private static final long POLL_MS = 1;

    private final ControlBlock control;
    private final ContenderBlock me;
    private final int index;
    private final LockDriver lock;
    private final CommandLoop loop;

    public Contender(ControlBlock control, int index, LockDriver lock) {
        this(control, index, lock, new WindowLoop(control, index, lock));
    }

    /** One whose {@link Command#RUN} is something else than locking. */
    public Contender(ControlBlock control, int index, LockDriver lock, CommandLoop loop) {
        this.control = control;
        this.me = control.contenders().get(index);
        this.index = index;
        this.lock = lock;
        this.loop = loop;
    }

    public void serve() throws InterruptedException {
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
            loop.prepare();
            begin(State.RUNNING, sequence);
            loop.run(sequence);
        } else if (command == Command.HOLD && control.isTarget(index)) {
            hold(sequence);
        } else if (command == Command.ACQUIRE && control.isTarget(index)) {
            acquire(sequence);
        } else if (command == Command.ECHO && control.isTarget(index)) {
            echo(sequence);
        } else {
            begin(State.IDLE, sequence);
        }
    }

    private void hold(long sequence) throws InterruptedException {
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
    }

    private void begin(State state, long sequence) {
        me.state(state);
        me.acknowledge(sequence);
    }
}
