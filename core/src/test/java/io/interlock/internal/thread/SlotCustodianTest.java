package io.interlock.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who calls a keeper gets an answer, also while it stops. */
@Timeout(60) // watchdog against a hang
class SlotCustodianTest {

    private final SlotCustodian keeper = new SlotCustodian(() -> {});

    @Test
    void aCallThatWaitsBehindAnotherIsAnsweredAfterTheStop() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<TestThread<Integer>> callers = new ArrayList<>();
        callers.add(TestThread.start(() -> keeper.call(() -> {
            running.countDown();
            mayEnd.await();
            return 1;
        })));
        running.await();
        callers.add(TestThread.start(() -> keeper.call(() -> 2)));
        TestThread<Integer> second = callers.get(1);
        Await.until("it waits", () -> second.isIn("resultOf"));
        keeper.stop();
        mayEnd.countDown();
        assertThat(callers.get(0).join()).isEqualTo(1);
        assertThat(second.join()).isEqualTo(2);
    }

    @Test
    void aCallAfterTheStopIsAnsweredByAnotherThread() {
        String keeperName = keeper.call(() -> Thread.currentThread().getName());
        keeper.stop();
        String otherName = keeper.call(() -> Thread.currentThread().getName());
        assertThat(keeperName).isEqualTo("interlock-keeper");
        assertThat(otherName).isNotEqualTo(keeperName);
        keeper.stop();
    }
}
