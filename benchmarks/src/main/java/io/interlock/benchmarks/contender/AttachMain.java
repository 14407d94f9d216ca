package io.interlock.benchmarks.contender;

import io.interlock.benchmarks.driver.AttachDriver;
import io.interlock.benchmarks.driver.Drivers;
import io.interlock.benchmarks.driver.Implementation;
import java.nio.file.Path;

/**
 * Attaches once, in a JVM that has done nothing before: {@code FILE IMPLEMENTATION}. Writes how many nanoseconds that took,
 * and what the number was.
 */
public final class AttachMain {

    private AttachMain() {}

    public static void main(String[] arguments) {
        AttachDriver driver = Drivers.attaching(Implementation.valueOf(arguments[1]), Path.of(arguments[0]), false);
        long begun = System.nanoTime();
        long number = driver.attach();
        System.out.println((System.nanoTime() - begun) + " " + number);
    }
}
