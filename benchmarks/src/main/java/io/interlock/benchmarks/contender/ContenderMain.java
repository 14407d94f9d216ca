package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.lock.Implementation;
import io.interlock.benchmarks.lock.LockDriver;
import java.nio.file.Path;

/** A contender in a JVM of its own: {@code CONTROL_FILE INDEX IMPLEMENTATION PARENT_PID}. */
public final class ContenderMain {

    private ContenderMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ParentWatch.start(Long.parseLong(arguments[3]), () -> {});
        Path file = Path.of(arguments[0]);
        int index = Integer.parseInt(arguments[1]);
        ControlBlock control = ControlBlock.open(file);
        try (LockDriver lock = Implementation.of(arguments[2]).open(control, file, false)) {
            new Contender(control, index, lock).serve();
        } catch (RuntimeException | Error e) {
            control.contenders().get(index).state(State.FAILED);
            throw e;
        }
    }
}
