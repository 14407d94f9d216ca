package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.internal.format.ConditionLayout;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many waiters on one condition, and many waits. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // the condition is what is tested
@Timeout(120) // watchdog against a hang
class ConditionCrowdTest {

    /** More than there are tickets; where sleepers have to look for themselves, that many would do nothing but look. */
    private static final int CROWD =
            Boolean.parseBoolean(System.getProperty("interlock.native", "true")) ? ConditionLayout.CELLS + 88 : 100;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLock lock = region.lock("lock");
    private final ShmCondition condition = lock.condition("c");
    private final ShmLong open = region.longValue("open");
    private final AtomicInteger waiting = new AtomicInteger();

    @Test
    void aCrowdThatIsReleasedTogetherAllGetsThrough() throws Exception {
        List<TestThread<Boolean>> waiters = startWaiters(CROWD);
        lock.lock();
        open.setPlain(1);
        condition.signalAll();
        lock.unlock();
        for (TestThread<Boolean> waiter : waiters) {
            waiter.join();
        }
    }

    @Test
    void aHundredSignalsOneByOneReleaseAHundred() throws Exception {
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        AtomicInteger through = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            waiters.add(TestThread.run(() -> {
                lock.lock();
                waiting.incrementAndGet();
                condition.await();
                through.incrementAndGet();
                lock.unlock();
            }));
        }
        Await.until("all wait", () -> waiting.get() == 100);
        for (int i = 1; i <= 100; i++) {
            lock.lock();
            condition.signal();
            lock.unlock();
            int expected = i;
            Await.until("one is through", () -> through.get() >= expected);
            assertThat(through.get()).as("a signal releases one").isEqualTo(expected);
        }
        for (TestThread<Boolean> waiter : waiters) {
            waiter.join();
        }
    }

    @Test
    void timedWaitsBesideALongOneDoNotUseUpTheTickets() throws Exception {
        List<TestThread<Boolean>> waiters = startWaiters(1);
        lock.lock();
        for (int i = 0; i < 4 * ConditionLayout.CELLS; i++) {
            condition.await(1, TimeUnit.NANOSECONDS);
        }
        // Another waiter still gets a ticket, so that a signal reaches it.
        lock.unlock();
        List<TestThread<Boolean>> more = startWaiters(1);
        lock.lock();
        open.setPlain(1);
        condition.signalAll();
        lock.unlock();
        waiters.get(0).join();
        more.get(0).join();
    }

    private List<TestThread<Boolean>> startWaiters(int count) {
        int before = waiting.get();
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiters.add(TestThread.run(() -> {
                lock.lock();
                waiting.incrementAndGet();
                assertThat(condition.awaitUntil(() -> open.getPlain() == 1, Duration.ofDays(1)))
                        .isTrue();
                lock.unlock();
            }));
        }
        Await.until("all wait", () -> waiting.get() == before + count);
        return waiters;
    }
}
