package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"})
@Timeout(120) // watchdog against a hang
class ConditionTest {

    private static final int ROUND_TRIPS = 2_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmReentrantLock lock = region.reentrantLock("lock");
    private final ShmCondition condition = lock.condition("changed");
    private final ShmLong value = region.longValue("value");

    @Test
    void onlyTheHolderMayUseIt() {
        assertThatThrownBy(condition::await).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> condition.awaitUntil(() -> true, Duration.ZERO))
                .isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void aWaitPutsTheLockAsideAndTakesItBackAsOftenAsItWasHeld() throws Exception {
        TestThread<Integer> waiter = TestThread.start(() -> {
            lock.lock();
            lock.lock();
            assertThat(condition.awaitUntil(() -> value.getPlain() == 1, Duration.ofDays(1)))
                    .isTrue();
            int holds = lock.getHoldCount();
            lock.unlock();
            lock.unlock();
            return holds;
        });
        Await.until("it waits", () -> waiter.isIn("awaitUntil"));
        lock.lock();
        value.setPlain(1);
        condition.signal();
        lock.unlock();
        assertThat(waiter.join()).isEqualTo(2);
    }

    @Test
    void aTimedWaitFailsNoEarlierThanItsTimeoutAndWithTheLock() throws Exception {
        lock.lock();
        long beginNs = System.nanoTime();
        assertThat(condition.await(60, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(condition.awaitNanos(1_000_000)).isLessThanOrEqualTo(0);
        assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(61_000_000);
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
    }

    @Test
    void anInterruptEndsTheWaitWithTheLock() throws Exception {
        TestThread<Boolean> waiter = TestThread.start(() -> {
            lock.lock();
            try {
                condition.await();
                return false;
            } catch (InterruptedException e) {
                return lock.isHeldByCurrentThread();
            } finally {
                lock.unlock();
            }
        });
        Await.until("it waits", () -> waiter.isIn("await"));
        waiter.interrupt();
        assertThat(waiter.join()).isTrue();
    }

    @Test
    void signalAllReleasesAll() throws Exception {
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiters.add(TestThread.run(() -> {
                lock.lock();
                try {
                    assertThat(condition.awaitUntil(() -> value.getPlain() == 1, Duration.ofDays(1)))
                            .isTrue();
                } finally {
                    lock.unlock();
                }
            }));
        }
        for (TestThread<Boolean> waiter : waiters) {
            Await.until("it waits", () -> waiter.isIn("awaitUntil"));
        }
        lock.lock();
        value.setPlain(1);
        condition.signalAll();
        lock.unlock();
        for (TestThread<Boolean> waiter : waiters) {
            waiter.join();
        }
    }

    @Test
    void twoProcessesTakeTurns() throws Exception {
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> takeTurns(path, 1));
        takeTurns(path, 0);
        other.join();
        assertThat(value.get()).isEqualTo(2 * ROUND_TRIPS);
    }

    @Test
    void theDeathOfAHolderIsToldToWhoWaits() throws Exception {
        String path = workspace.path().toString();
        TestThread<Boolean> waiter = TestThread.start(() -> {
            lock.lock();
            try {
                condition.await();
                return false;
            } catch (OwnerDiedException e) {
                return !lock.isHeldByCurrentThread();
            }
        });
        Await.until("it waits", () -> waiter.isIn("await"));
        JvmProcess holder = workspace.start(() -> {
            Workspace.attach(path).reentrantLock("lock").lock();
            Runtime.getRuntime().halt(9);
        });
        assertThat(waiter.join()).isTrue();
        assertThatThrownBy(holder::join).hasMessageContaining("exit=9");
        assertThat(lock.recover(() -> {})).isTrue();
    }

    private static void takeTurns(String path, int parity) throws InterruptedException {
        Region region = Workspace.attach(path);
        ShmReentrantLock lock = region.reentrantLock("lock");
        ShmCondition condition = lock.condition("changed");
        ShmLong value = region.longValue("value");
        for (int i = 0; i < ROUND_TRIPS; i++) {
            lock.lock();
            try {
                assertThat(condition.awaitUntil(() -> value.getPlain() % 2 == parity, Duration.ofMinutes(1)))
                        .isTrue();
                value.setPlain(value.getPlain() + 1);
                condition.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
