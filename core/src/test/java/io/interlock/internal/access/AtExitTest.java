package io.interlock.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.process.JvmProcess;
import io.interlock.testing.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What runs at the JVM's exit does not depend on whether the rest of it works. */
@Timeout(60) // watchdog
@SuppressWarnings("serial") // javac takes a package named internal for the JDK's own
class AtExitTest {

    private static final int ACTIONS = 8;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @Test
    void everyActionRunsThoughOthersThrowOrNeverReturn() throws Exception {
        for (int i = 0; i < ACTIONS; i++) {
            workspace.path("ran" + i);
        }
        String directory = workspace.directory().toString();
        JvmProcess child = workspace.start(() -> registerActions(Path.of(directory)));
        child.join();
        for (int i = 0; i < ACTIONS; i++) {
            assertThat(workspace.path("ran" + i)).exists();
        }
    }

    /** The actions run in no order that one could rely on, so the bad ones stand everywhere between the good. */
    private static void registerActions(Path directory) {
        for (int i = 0; i < ACTIONS; i++) {
            Path file = directory.resolve("ran" + i);
            AtExit.run(() -> {
                throw new StackOverflowError("thrown on purpose");
            });
            AtExit.run(() -> create(file));
            AtExit.run(() -> {
                throw new IllegalStateException("thrown on purpose");
            });
        }
        AtExit.run(AtExitTest::neverReturn);
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void neverReturn() {
        for (; ; ) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // It still does not return.
            }
        }
    }
}
