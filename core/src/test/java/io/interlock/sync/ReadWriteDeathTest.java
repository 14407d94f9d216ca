package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the death of each of its users does to a read-write lock. */
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
@Timeout(60) // watchdog against a hang
class ReadWriteDeathTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmReadWriteLock failing = region.readWriteLock("failing");
    private final ShmReadWriteLock handedOver = region.readWriteLock("handedOver", OnOwnerDeath.HAND_OVER);

    @Test
    void aDeadWriterIsReportedByBothLocksUntilRecovery() throws Exception {
        TestThread.elsewhere(failing.writeLock()::lock);
        Await.until("its death is seen", failing::isAbandoned);
        for (Lock each : List.of(failing.readLock(), failing.writeLock())) {
            assertThatThrownBy(each::lock)
                    .isInstanceOf(OwnerDiedException.class)
                    .hasMessageContaining("recover");
            assertThatThrownBy(each::lockInterruptibly).isInstanceOf(OwnerDiedException.class);
            assertThatThrownBy(each::tryLock).isInstanceOf(OwnerDiedException.class);
            assertThatThrownBy(() -> each.tryLock(0, TimeUnit.DAYS)).isInstanceOf(OwnerDiedException.class);
            assertThatThrownBy(() -> each.tryLock(1, TimeUnit.DAYS)).isInstanceOf(OwnerDiedException.class);
        }
        assertThat(failing.getReadLockCount()).isZero();
        assertThat(failing.isWriteLocked()).isFalse();
        assertThat(failing.recover(
                        () -> assertThat(failing.isWriteLockedByCurrentThread()).isTrue()))
                .isTrue();
        assertThat(failing.abandonedCount()).isEqualTo(1);
        failing.readLock().lock();
        failing.readLock().unlock();
        failing.writeLock().lock();
        failing.writeLock().unlock();
    }

    @Test
    void aDeadWritersLockIsHandedToReadersAndToWriters() throws Exception {
        for (Lock each : List.of(handedOver.readLock(), handedOver.writeLock())) {
            for (TestThread.Action locking : List.<TestThread.Action>of(
                    each::lock,
                    each::lockInterruptibly,
                    () -> assertThat(each.tryLock()).isTrue(),
                    () -> assertThat(each.tryLock(1, TimeUnit.DAYS)).isTrue())) {
                TestThread.elsewhere(handedOver.writeLock()::lock);
                Await.until("its death is seen", handedOver::isAbandoned);
                locking.run();
                each.unlock();
            }
        }
        assertThat(handedOver.abandonedCount()).isEqualTo(8);
    }

    @Test
    void sleepersHearOfTheDeathOfAWritingProcess() throws Exception {
        String path = workspace.path().toString();
        JvmProcess writer = workspace.start(() -> hold(path, true));
        region.event("holds").await();
        TestThread<Boolean> reader = LockProbe.startSleeper(
                () -> assertThatThrownBy(failing.readLock()::lock).isInstanceOf(OwnerDiedException.class));
        TestThread<Boolean> next = LockProbe.startSleeper(
                () -> assertThatThrownBy(failing.writeLock()::lock).isInstanceOf(OwnerDiedException.class));
        AtomicInteger inside = new AtomicInteger();
        TestThread<Boolean> nextReader = LockProbe.startSleeper(() -> {
            handedOver.readLock().lock();
            inside.incrementAndGet();
            handedOver.readLock().unlock();
        });
        TestThread<Boolean> nextWriter = LockProbe.startSleeper(() -> {
            handedOver.writeLock().lock();
            inside.incrementAndGet();
            handedOver.writeLock().unlock();
        });
        writer.kill();
        reader.join();
        next.join();
        nextReader.join();
        nextWriter.join();
        assertThat(inside).hasValue(2);
    }

    @Test
    void aWriterThatDiesWaitingForReadersLeavesTheLock() throws Exception {
        String path = workspace.path().toString();
        failing.readLock().lock();
        handedOver.readLock().lock();
        JvmProcess writer = workspace.start(() -> {
            Region region = Workspace.attach(path);
            TestThread.run(() -> region.readWriteLock("failing").writeLock().lock());
            region.readWriteLock("handedOver", OnOwnerDeath.HAND_OVER)
                    .writeLock()
                    .lock();
        });
        Await.until("both wait", () -> failing.isWriteLocked() && handedOver.isWriteLocked());
        Workspace.kill(writer);
        // Readers are not concerned.
        failing.readLock().lock();
        failing.readLock().unlock();
        failing.readLock().unlock();
        handedOver.readLock().unlock();
        assertThatThrownBy(failing.readLock()::lock).isInstanceOf(OwnerDiedException.class);
        assertThat(failing.recover(() -> {})).isTrue();
        failing.writeLock().lock();
        failing.writeLock().unlock();
        handedOver.writeLock().lock();
        handedOver.writeLock().unlock();
    }

    @Test
    void aRepairWaitsForReadersToLeave() throws Exception {
        CountDownLatch mayLeave = new CountDownLatch(1);
        TestThread<Boolean> reader = TestThread.run(() -> {
            failing.readLock().lock();
            mayLeave.await();
            failing.readLock().unlock();
        });
        Await.until("it reads", () -> failing.getReadLockCount() == 1);
        String path = workspace.path().toString();
        JvmProcess writer = workspace.start(() ->
                Workspace.attach(path).readWriteLock("failing").writeLock().lock());
        Await.until("it waits", failing::isWriteLocked);
        Workspace.kill(writer);
        AtomicInteger repairs = new AtomicInteger();
        TestThread<Boolean> repairer = LockProbe.startSleeper(() -> failing.recover(repairs::incrementAndGet));
        assertThat(repairs).hasValue(0);
        mayLeave.countDown();
        reader.join();
        repairer.join();
        assertThat(repairs).hasValue(1);
        assertThat(failing.writeLock().tryLock()).isTrue();
        failing.writeLock().unlock();
    }

    @Test
    void readersThatEndOrAreKilledNoLongerCount() throws Exception {
        String path = workspace.path().toString();
        TestThread.elsewhere(() -> {
            failing.readLock().lock();
            failing.readLock().lock();
        });
        Await.until("its end is seen", () -> failing.getReadLockCount() == 0);
        JvmProcess reader = workspace.start(() -> hold(path, false));
        region.event("holds").await();
        assertThat(failing.getReadLockCount()).isEqualTo(1);
        assertThat(failing.writeLock().tryLock()).isFalse();
        Workspace.kill(reader);
        failing.writeLock().lock();
        failing.writeLock().unlock();
        assertThat(failing.abandonedCount()).isZero();
        assertThat(failing.isAbandoned()).isFalse();
    }

    @Test
    void aReaderThatDiesWaitingTakesItsTurnWithIt() throws Exception {
        String path = workspace.path().toString();
        failing.writeLock().lock();
        JvmProcess reader = workspace.start(
                () -> Workspace.attach(path).readWriteLock("failing").readLock().lock());
        LockProbe.awaitSleeper(region, "failing");
        TestThread<Boolean> writer = LockProbe.startSleeper(() -> {
            failing.writeLock().lock();
            failing.writeLock().unlock();
        });
        Workspace.kill(reader);
        failing.writeLock().unlock();
        writer.join();
        assertThat(failing.writeLock().tryLock()).isTrue();
        failing.writeLock().unlock();
    }

    private static void hold(String path, boolean writing) throws Exception {
        Region region = Workspace.attach(path);
        ShmReadWriteLock failing = region.readWriteLock("failing");
        ShmReadWriteLock handedOver = region.readWriteLock("handedOver", OnOwnerDeath.HAND_OVER);
        (writing ? failing.writeLock() : failing.readLock()).lock();
        (writing ? handedOver.writeLock() : handedOver.readLock()).lock();
        region.event("holds").set();
        Thread.sleep(Long.MAX_VALUE);
    }
}
