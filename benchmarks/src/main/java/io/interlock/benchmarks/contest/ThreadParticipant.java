package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.contender.Contender;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.driver.Driver;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A contender in the JMH fork. Not JMH's own thread: that one must be able to report a failure while this one is blocked in
 * the lock for ever.
 */
final class ThreadParticipant implements Participant {

    private final int index;
    private final Thread thread;
    private volatile String failure = "";

    private ThreadParticipant(ControlBlock control, int index, Driver driver) {
        this.index = index;
        this.thread = new Thread(() -> run(control, driver), "contender-" + index);
        thread.setDaemon(true);
    }

    static ThreadParticipant start(ControlBlock control, int index, Driver driver) {
        ThreadParticipant participant = new ThreadParticipant(control, index, driver);
        participant.thread.start();
        return participant;
    }

    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public String describe() {
        return "contender " + index + " (thread of the fork)";
    }

    @Override
    public String output() {
        return failure;
    }

    @Override
    public void end() {
        thread.interrupt();
    }

    private void run(ControlBlock control, Driver driver) {
        try {
            new Contender(control, index, driver).serve();
        } catch (InterruptedException e) {
            // Told to end.
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            failure = trace.toString();
            control.contenders().get(index).state(State.FAILED);
        }
    }
}
