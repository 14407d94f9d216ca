package io.interlock.internal.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Probes of file locks: {@link RegionLocks#isLockedExclusively} is exact however many processes and threads ask. */
@SuppressWarnings("serial") // javac takes a package named internal for the JDK's own
class RegionLocksTest {

    private static final long AT = 1L << 40;
    private static final int PROBES = 50_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    @Timeout(120) // watchdog against a hang
    void thoseThatProbeDoNotSeeOneAnother() throws Exception {
        Path file = workspace.path();
        Files.createFile(file);
        String name = file.toString();
        JvmProcess other = workspace.start(() -> probe(Path.of(name)));
        AtomicBoolean ended = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                while (!ended.get()) {
                    probe(file);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        try {
            while (other.isAlive()) {
                assertThat(probe(file)).as("seen as locked").isZero();
            }
        } finally {
            ended.set(true);
            thread.join();
            other.join();
        }
    }

    @Test
    void aLockOfAnotherProcessIsSeen() throws Exception {
        Path file = workspace.path();
        Files.createFile(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            RegionLocks locks = new RegionLocks.OfChannel(channel, true);
            assertThat(locks.tryLock(AT, 1, false)).isTrue();
            String name = file.toString();
            workspace
                    .start(() -> {
                        if (probe(Path.of(name)) != PROBES) {
                            throw new AssertionError("not seen");
                        }
                    })
                    .join();
        }
    }

    /** How many of many probes found the byte locked. */
    private static int probe(Path file) throws Exception {
        int locked = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            RegionLocks locks = new RegionLocks.OfChannel(channel, true);
            for (int i = 0; i < PROBES; i++) {
                locked += locks.isLockedExclusively(AT) ? 1 : 0;
            }
        }
        return locked;
    }
}
