package io.interlock.internal.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller of a custodian gets an answer, also while it stops. */
@Timeout(60) // watchdog against a hang
class SlotCustodianTest {

    private final SlotCustodian custodian = new SlotCustodian(() -> {});

    @Test
    void aCallThatWaitsBehindAnotherIsAnsweredAfterTheStop() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<TestThread<Integer>> callers = new ArrayList<>();
        callers.add(TestThread.start(() -> custodian.call(() -> {
            running.countDown();
            mayEnd.await();
            return 1;
        })));
        running.await();
        callers.add(TestThread.start(() -> custodian.call(() -> 2)));
        TestThread<Integer> second = callers.get(1);
        Await.until("it waits", () -> second.isIn("resultOf"));
        custodian.stop();
        mayEnd.countDown();
        assertThat(callers.get(0).join()).isEqualTo(1);
        assertThat(second.join()).isEqualTo(2);
    }

    @Test
    void aCallAfterTheStopIsAnsweredByAnotherThread() {
        String custodianName = custodian.call(() -> Thread.currentThread().getName());
        custodian.stop();
        String otherName = custodian.call(() -> Thread.currentThread().getName());
        assertThat(custodianName).isEqualTo("interlock-custodian");
        assertThat(otherName).isNotEqualTo(custodianName);
        custodian.stop();
    }
}
