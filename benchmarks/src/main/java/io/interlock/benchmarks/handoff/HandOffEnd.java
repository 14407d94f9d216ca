package io.interlock.benchmarks.handoff;

import io.interlock.benchmarks.contender.Contender;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.lock.Implementation;
import io.interlock.benchmarks.lock.LockDriver;
import java.nio.file.Path;

/** One end of a pair, in a JVM of its own. */
public final class HandOffEnd {

    private HandOffEnd() {}

    /** Obeys the control block until the end of the trial. */
    public static void serve(Path controlFile, int index, Turns turns) {
        ControlBlock control = ControlBlock.open(controlFile);
        // Contenders have a lock; this one takes it by no command.
        try (LockDriver noLock = Implementation.REENTRANT_LOCK.open(control, controlFile, false)) {
            new Contender(control, index, noLock, new HandOffLoop(control, index, turns)).serve();
        } catch (InterruptedException e) {
            control.contenders().get(index).state(State.FAILED);
            throw new IllegalStateException("interrupted", e);
        } catch (RuntimeException | Error e) {
            control.contenders().get(index).state(State.FAILED);
            throw e;
        }
    }
}
