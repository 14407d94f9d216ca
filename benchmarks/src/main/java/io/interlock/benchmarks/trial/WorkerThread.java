package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.harness.worker.Worker;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A worker in the JMH fork. Not JMH's own thread: that one must be able to report a failure while this one is blocked in
 * the lock for ever.
 */
final class WorkerThread implements WorkerHost {

    private final int index;
    private final Thread thread;
    private volatile String failure = "";

    private WorkerThread(ControlBlock control, int index, Driver driver) {
        this.index = index;
        this.thread = new Thread(() -> run(control, driver), "worker-" + index);
        thread.setDaemon(true);
    }

    static WorkerThread start(ControlBlock control, int index, Driver driver) {
        WorkerThread host = new WorkerThread(control, index, driver);
        host.thread.start();
        return host;
    }

    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public String describe() {
        return "worker " + index + " (thread of the fork)";
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
            new Worker(control, index, driver).serve();
        } catch (InterruptedException e) {
            // Told to end.
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            failure = trace.toString();
            control.workers().get(index).state(WorkerState.FAILED);
        }
    }
}
