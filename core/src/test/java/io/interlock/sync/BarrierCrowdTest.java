package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A barrier with more threads than parties: a waiter may wake up long after its round, and must still learn its outcome. */
@Timeout(120) // watchdog against a hang
class BarrierCrowdTest {

    private static final int PARTIES = 2;
    private static final int THREADS = 8;
    private static final int ARRIVALS = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmBarrier barrier = region.barrier("barrier", PARTIES);

    @Test
    void everyRoundIsWholeHoweverLateAWaiterWakesUp() throws Exception {
        // An even number of arrivals in all: nobody is left alone at the end.
        AtomicInteger toArrive = new AtomicInteger(ARRIVALS);
        List<TestThread<Integer>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(TestThread.start(() -> {
                int sum = 0;
                while (toArrive.getAndDecrement() > 0) {
                    sum += barrier.await();
                }
                return sum;
            }));
        }
        int sum = 0;
        for (TestThread<Integer> thread : threads) {
            sum += thread.join();
        }
        assertThat(sum).isEqualTo(ARRIVALS / PARTIES);
        assertThat(barrier.isBroken()).isFalse();
    }
}
