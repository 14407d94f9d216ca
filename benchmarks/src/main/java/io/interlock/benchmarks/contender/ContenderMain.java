package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.driver.Driver;
import io.interlock.benchmarks.driver.Drivers;
import io.interlock.benchmarks.driver.Implementation;
import java.nio.file.Path;

/** A contender in a JVM of its own: {@code CONTROL_FILE INDEX IMPLEMENTATION PARENT_PID}, the implementation by its constant's name. */
public final class ContenderMain {

    private ContenderMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ParentWatch.start(Long.parseLong(arguments[3]), () -> {});
        Path file = Path.of(arguments[0]);
        int index = Integer.parseInt(arguments[1]);
        ControlBlock control = ControlBlock.open(file);
        Implementation implementation = Implementation.valueOf(arguments[2]);
        try (Driver driver = Drivers.open(implementation, control, file, index)) {
            new Contender(control, index, driver).serve();
        } catch (RuntimeException | Error e) {
            control.contenders().get(index).state(State.FAILED);
            throw e;
        }
    }
}
