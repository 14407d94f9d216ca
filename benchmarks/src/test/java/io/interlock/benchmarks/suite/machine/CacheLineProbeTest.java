package io.interlock.benchmarks.suite.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // watchdog
class CacheLineProbeTest {

    @Test
    void givesATimeAlsoWhereEveryProcessorIsBusy() {
        int processors = Runtime.getRuntime().availableProcessors();
        assumeTrue(processors > 1);
        List<Thread> busy = new ArrayList<>();
        for (int i = 0; i < 2 * processors; i++) {
            Thread thread = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            thread.setDaemon(true);
            thread.start();
            busy.add(thread);
        }
        try {
            // Some thousand times less than a time slice, which is what one would see that was not alone.
            assertThat(CacheLineProbe.measureNs()).isBetween(1.0, (double) CacheLineProbe.LONGEST_ROUND_TRIP_NS);
        } finally {
            busy.forEach(Thread::interrupt);
        }
    }
}
