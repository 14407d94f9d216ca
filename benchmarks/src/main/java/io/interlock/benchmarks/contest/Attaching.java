package io.interlock.benchmarks.contest;

import io.interlock.benchmarks.contender.AttachMain;
import io.interlock.benchmarks.driver.AttachDriver;
import io.interlock.benchmarks.driver.Drivers;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.peer.Tool;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Opens shared memory again and again, and checks that it was the same each time. */
public final class Attaching implements AutoCloseable {

    private final Implementation implementation;
    private final Path file;
    private final AttachDriver driver;
    private long attached;

    private Attaching(Implementation implementation, Path file, AttachDriver driver) {
        this.implementation = implementation;
        this.file = file;
        this.driver = driver;
    }

    /** Makes what is to be opened. */
    public static Attaching create(Implementation implementation) {
        Fork fork = Fork.current();
        Path file = fork.files().shared(fork.nextTrial());
        return of(implementation, file, fork.make(() -> Drivers.attaching(implementation, file, true)));
    }

    static Attaching of(Implementation implementation, Path file, AttachDriver driver) {
        return new Attaching(implementation, file, driver);
    }

    /** Opens, uses and closes it this often in this process. */
    public Histogram here(int times) {
        Histogram latency = Latencies.newHistogram();
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            long number = driver.attach();
            latency.recordValue(System.nanoTime() - begun);
            check(number);
        }
        return latency;
    }

    /** Does so once each in this many new JVMs, one after the other; what they need to start does not count. */
    public Histogram inNewJvms(int times) {
        Histogram latency = Latencies.newHistogram();
        List<String> command =
                Contests.jvm(implementation.subject(), AttachMain.class, file.toString(), implementation.name());
        for (int i = 0; i < times; i++) {
            Tool.Result result = Tool.run(command);
            if (result.exitCode() != 0) {
                throw new ContestFailedException(
                        "a JVM that was to attach ended with exit code " + result.exitCode() + "\n" + result.output());
            }
            // Warnings of the JVM may stand before.
            String last = result.output().substring(result.output().lastIndexOf('\n') + 1);
            String[] words = last.split(" ", 2);
            latency.recordValue(Long.parseLong(words[0]));
            check(Long.parseLong(words[1]));
        }
        return latency;
    }

    private void check(long number) {
        if (number != attached) {
            throw new ContestFailedException(
                    "attached to something else: its number is " + number + " after " + attached + " additions");
        }
        attached++;
    }

    @Override
    public void close() {
        driver.close();
    }
}
