package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.internal.format.ReadWriteLayout;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However busy the others are, everybody gets a read-write lock. */
@Tag("exhaustive")
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // the lock is what is tested
@Timeout(120) // watchdog: a thread that starves hangs
class ReadWriteFairnessTest {

    private static final int PASSES = 50;
    private static final int CROWD = 600;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmReadWriteLock lock = region.readWriteLock("lock");
    private final ShmLong busy = region.longValue("busy");
    private final ShmLong over = region.longValue("over");

    @Test
    void writersOfTwoProcessesDoNotStarveAReader() throws Exception {
        passesAmong(true, lock.readLock());
    }

    @Test
    void readersOfTwoProcessesDoNotStarveAWriter() throws Exception {
        passesAmong(false, lock.writeLock());
    }

    private void passesAmong(boolean writers, Lock mine) throws Exception {
        String path = workspace.path().toString();
        List<JvmProcess> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            others.add(workspace.start(() -> keepBusy(path, writers)));
        }
        Await.until("all are busy", () -> busy.get() == 4);
        for (int i = 0; i < PASSES; i++) {
            mine.lock();
            mine.unlock();
        }
        over.set(1);
        for (JvmProcess other : others) {
            other.join();
        }
    }

    private static void keepBusy(String path, boolean writer) throws Exception {
        Region region = Workspace.attach(path);
        ShmReadWriteLock lock = region.readWriteLock("lock");
        Lock mine = writer ? lock.writeLock() : lock.readLock();
        ShmLong over = region.longValue("over");
        TestThread.Action loop = () -> {
            mine.lock();
            region.longValue("busy").incrementAndGet();
            mine.unlock();
            while (over.get() == 0) {
                mine.lock();
                mine.unlock();
            }
        };
        TestThread<Boolean> second = TestThread.run(loop);
        loop.run();
        second.join();
    }

    @Test
    void writersThatSignalOneAnotherDoNotStarveAReader() throws Exception {
        Lock write = lock.writeLock();
        ShmCondition turns = lock.writeLock().newCondition();
        List<TestThread<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(TestThread.run(() -> {
                write.lock();
                busy.incrementAndGet();
                while (over.get() == 0) {
                    turns.signal();
                    turns.awaitNanos(1_000_000);
                }
                write.unlock();
            }));
        }
        Await.until("all are busy", () -> busy.get() == 4);
        for (int i = 0; i < PASSES; i++) {
            lock.readLock().lock();
            lock.readLock().unlock();
        }
        over.set(1);
        for (TestThread<Boolean> writer : writers) {
            writer.join();
        }
    }

    @Test
    void aWriterThatComesBackFromAConditionLetsAReaderPassWhoseTurnItIs() throws Exception {
        Lock write = lock.writeLock();
        ShmCondition condition = lock.writeLock().newCondition();
        TestThread<Boolean> writer = LockProbe.startSleeper(() -> {
            write.lock();
            condition.await();
            write.unlock();
        });
        write.lock();
        TestThread<Boolean> reader = LockProbe.startSleeper(() -> {
            lock.readLock().lock();
            lock.readLock().unlock();
        });
        LockProbe.awaitTurn(region, lock);
        // It wakes up while the lock is held, when its slice ends.
        condition.signal();
        Await.until("it stands back", () -> writer.isIn("pass"));
        write.unlock();
        reader.join();
        writer.join();
    }

    @Test
    void moreReadersThanThereAreCellsWaitForOneAndThenRead() throws Exception {
        CountDownLatch mayLeave = new CountDownLatch(1);
        List<TestThread<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            readers.add(TestThread.run(() -> {
                lock.readLock().lock();
                busy.incrementAndGet();
                mayLeave.await();
                lock.readLock().unlock();
            }));
        }
        Await.until("every reader slot is taken", () -> busy.get() == ReadWriteLayout.MAX_SLOTS);
        assertThat(lock.getReadLockCount()).isEqualTo(ReadWriteLayout.MAX_SLOTS);
        assertThat(lock.readLock().tryLock()).isFalse();
        TestThread<Boolean> writer = LockProbe.startSleeper(() -> {
            lock.writeLock().lock();
            lock.writeLock().unlock();
        });
        mayLeave.countDown();
        for (TestThread<Boolean> reader : readers) {
            reader.join();
        }
        writer.join();
        assertThat(busy.get()).isEqualTo(CROWD);
        assertThat(lock.getReadLockCount()).isZero();
    }
}
