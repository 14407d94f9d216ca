package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.ControlLayout;
import io.interlock.benchmarks.driver.ReadWriteDriver;

/**
 * Reads what the lock guards, and increases it now and then: two counters, which are different only while a writer is at
 * work.
 */
final class ReadOrWrite implements Operation {

    private final ReadWriteDriver lock;
    private final ControlBlock control;
    private final int contender;
    private final int writes;
    private int due;
    private boolean writing;

    ReadOrWrite(ReadWriteDriver lock, ControlBlock control, int contender) {
        this.lock = lock;
        this.control = control;
        this.contender = contender;
        this.writes = control.writes();
    }

    @Override
    public void acquire() {
        due += writes;
        writing = due >= ControlLayout.WRITES_OF;
        if (writing) {
            due -= ControlLayout.WRITES_OF;
            lock.lock();
        } else {
            lock.lockRead();
        }
    }

    @Override
    public int finish() {
        if (writing) {
            control.count(contender);
            lock.unlock();
            return 1;
        }
        if (!control.isConsistent()) {
            throw new IllegalStateException("a reader saw a writer at work: the lock does not exclude");
        }
        lock.unlockRead();
        return 0;
    }
}
