package io.interlock.benchmarks.trial;

import io.interlock.benchmarks.harness.Tool;
import io.interlock.benchmarks.harness.driver.AttachDriver;
import io.interlock.benchmarks.peer.Peer;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Opens shared memory again and again, and checks that it was the same each time. */
public final class Attaching implements AutoCloseable {

    private final Peer peer;
    private final Path file;
    private final AttachDriver driver;
    private long attached;

    private Attaching(Peer peer, Path file, AttachDriver driver) {
        this.peer = peer;
        this.file = file;
        this.driver = driver;
    }

    /** Makes what is to be opened. */
    public static Attaching create(Peer peer) {
        ForkScope fork = ForkScope.current();
        Path file = fork.files().shared(fork.nextTrial());
        return of(peer, file, fork.make(() -> peer.library().attaching(peer, file, true)));
    }

    static Attaching of(Peer peer, Path file, AttachDriver driver) {
        return new Attaching(peer, file, driver);
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
        List<String> command = Trials.jvm(peer.kind(), AttachMain.class, file.toString(), peer.label());
        for (int i = 0; i < times; i++) {
            Tool.Result result = Tool.run(command);
            if (result.exitCode() != 0) {
                throw new TrialFailedException(
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
            throw new TrialFailedException(
                    "attached to something else: its number is " + number + " after " + attached + " additions");
        }
        attached++;
    }

    @Override
    public void close() {
        driver.close();
    }
}
