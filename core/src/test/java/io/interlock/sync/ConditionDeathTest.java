package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A condition loses no signal and keeps no waiter for anybody's death. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // the condition is what is tested
@Timeout(60) // watchdog against a hang
class ConditionDeathTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLock lock = region.lock("lock", OnOwnerDeath.HAND_OVER);
    private final ShmCondition condition = lock.condition("c");

    @Test
    void aKilledWaiterIsPassedOver() throws Exception {
        JvmProcess killed = waiterInAProcess();
        TestThread<Boolean> next = waiter();
        Workspace.kill(killed);
        signal();
        next.join();
    }

    @Test
    void aWaiterKilledAfterItsSignalLeavesItToAnother() throws Exception {
        JvmProcess killed = waiterInAProcess();
        TestThread<Boolean> next = waiter();
        lock.lock();
        condition.signal();
        Workspace.kill(killed);
        lock.unlock();
        next.join();
    }

    @Test
    void aWaiterKilledInTheMidstOfASignalAllDoesNotStopTheRest() throws Exception {
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        waiters.add(waiter());
        JvmProcess killed = waiterInAProcess();
        for (int i = 0; i < 5; i++) {
            waiters.add(waiter());
        }
        lock.lock();
        condition.signalAll();
        Workspace.kill(killed);
        lock.unlock();
        for (TestThread<Boolean> each : waiters) {
            each.join();
        }
    }

    @Test
    void allWhoWaitReturnWithTheLockWhenAHoldersLockIsHandedOver() throws Exception {
        List<TestThread<Boolean>> waiters = List.of(waiter(), waiter(), waiter());
        TestThread.elsewhere(lock::lock);
        for (TestThread<Boolean> each : waiters) {
            each.join();
        }
        assertThat(lock.abandonedCount()).isEqualTo(1);
    }

    @Test
    void allWhoWaitHearOfAHoldersDeathWhereItMustBeRecovered() throws Exception {
        ShmReadWriteLock failing = region.readWriteLock("failing");
        ShmCondition changed = failing.writeLock().condition("c");
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(LockProbe.startSleeper(() -> {
                failing.writeLock().lock();
                assertThatThrownBy(changed::await).isInstanceOf(OwnerDiedException.class);
                assertThat(failing.isWriteLockedByCurrentThread()).isFalse();
            }));
        }
        TestThread.elsewhere(failing.writeLock()::lock);
        for (TestThread<Boolean> each : waiters) {
            each.join();
        }
        assertThat(failing.recover(() -> {})).isTrue();
        failing.writeLock().lock();
        changed.signalAll();
        failing.writeLock().unlock();
    }

    @Test
    void afterADeathTheConditionIsAsGoodAsNew() throws Exception {
        JvmProcess killed = waiterInAProcess();
        Workspace.kill(killed);
        TestThread.elsewhere(lock::lock);
        Await.until("its end is seen", lock::isAbandoned);
        lock.lock();
        lock.unlock();
        for (int i = 0; i < 3; i++) {
            TestThread<Boolean> first = waiter();
            TestThread<Boolean> second = waiter();
            signal();
            first.join();
            assertThat(second.isAlive()).isTrue();
            signal();
            second.join();
        }
    }

    private JvmProcess waiterInAProcess() {
        String path = workspace.path().toString();
        JvmProcess process = workspace.start(() -> {
            Region there = Workspace.attach(path);
            ShmLock theirs = there.lock("lock", OnOwnerDeath.HAND_OVER);
            theirs.lock();
            there.event("waits").set();
            theirs.condition("c").await();
            Thread.sleep(Long.MAX_VALUE);
        });
        try {
            region.event("waits").await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        // Its lock is free only once it waits.
        lock.lock();
        lock.unlock();
        return process;
    }

    private TestThread<Boolean> waiter() {
        return LockProbe.startSleeper(() -> {
            lock.lock();
            condition.await();
            lock.unlock();
        });
    }

    private void signal() {
        lock.lock();
        condition.signal();
        lock.unlock();
    }
}
