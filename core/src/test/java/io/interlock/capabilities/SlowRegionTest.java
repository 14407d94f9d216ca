package io.interlock.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that can use native calls is told of a region that it has to use without. */
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(named = "interlock.native", matches = "false")
@Timeout(120) // watchdog
class SlowRegionTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @RegisterExtension
    final Programs programs = new Programs();

    @Test
    void aRegionOfTheProtocolPortableIsWarnedOfOnce() throws Exception {
        programs.start(
                        workspace.path(),
                        List.of("-Dinterlock.native=false"),
                        List.of(System.getProperty("java.class.path")))
                .awaitDone()
                .hasNotWarned();
        Queue<String> warnings = new ConcurrentLinkedQueue<>();
        Handler handler = into(warnings);
        // Held, as the logging system forgets loggers that nobody holds, and their handlers.
        Logger logger = Logger.getLogger("io.interlock");
        logger.addHandler(handler);
        try {
            for (int i = 0; i < 2; i++) {
                try (Region region = workspace.open()) {
                    region.longValue("n").incrementAndGet();
                }
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(warnings).hasSize(1);
        assertThat(warnings.element())
                .contains("region=" + workspace.path(), "protocol=PORTABLE", "created by process", "unlink it");
    }

    private static Handler into(Queue<String> messages) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                messages.add(entry.getMessage());
            }

            @Override
            public void flush() {
                // Nothing is buffered.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
