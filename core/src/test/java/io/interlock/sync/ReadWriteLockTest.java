package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("LockNotBeforeTry")
@Timeout(120) // watchdog against a hang
class ReadWriteLockTest {

    private static final int ROUNDS = 3_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmReadWriteLock lock = region.readWriteLock("lock");

    @Test
    void manyReadOrOneWrites() throws Exception {
        lock.readLock().lock();
        TestThread.elsewhere(() -> {
            assertThat(lock.readLock().tryLock()).isTrue();
            assertThat(lock.getReadLockCount()).isEqualTo(2);
            lock.readLock().unlock();
            assertThat(lock.writeLock().tryLock()).isFalse();
            assertThat(lock.writeLock().tryLock(20, TimeUnit.MILLISECONDS)).isFalse();
        });
        lock.readLock().unlock();
        lock.writeLock().lock();
        TestThread.elsewhere(() -> {
            assertThat(lock.readLock().tryLock()).isFalse();
            assertThat(lock.readLock().tryLock(20, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(lock.writeLock().tryLock()).isFalse();
        });
        lock.writeLock().unlock();
    }

    @Test
    void whoFirstAskedForTheLockKeepsItsHoldWhileOthersRead() throws Exception {
        ShmReadWriteLock mine = workspace.open().readWriteLock("asked for by the test's own thread");
        mine.readLock().lock();
        TestThread.elsewhere(() -> {
            mine.readLock().lock();
            mine.readLock().unlock();
        });
        assertThat(mine.getReadHoldCount()).isEqualTo(1);
        mine.readLock().unlock();
        assertThat(mine.getReadLockCount()).isZero();
    }

    @Test
    void bothAreReentrantAndAWriterMayBecomeAReader() throws Exception {
        lock.writeLock().lock();
        lock.writeLock().lock();
        lock.readLock().lock();
        lock.readLock().lock();
        assertThat(lock.getWriteHoldCount()).isEqualTo(2);
        assertThat(lock.getReadHoldCount()).isEqualTo(2);
        lock.writeLock().unlock();
        lock.writeLock().unlock();
        TestThread.elsewhere(() -> {
            assertThat(lock.readLock().tryLock()).isTrue();
            lock.readLock().unlock();
            assertThat(lock.writeLock().tryLock()).isFalse();
        });
        lock.readLock().unlock();
        lock.readLock().unlock();
        assertThatThrownBy(() -> lock.readLock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> lock.writeLock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void aReaderCannotBecomeAWriter() throws Exception {
        lock.readLock().lock();
        assertThatThrownBy(() -> lock.writeLock().lock())
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("unlock that first");
        assertThat(lock.writeLock().tryLock()).isFalse();
        lock.readLock().unlock();
    }

    @Test
    void processesThatWriteExcludeThoseThatRead() throws Exception {
        String path = workspace.path().toString();
        JvmProcess writer = workspace.start(() -> write(path));
        JvmProcess reader = workspace.start(() -> read(path));
        TestThread<Boolean> here = TestThread.run(() -> read(path));
        write(path);
        here.join();
        reader.join();
        writer.join();
        assertThat(region.longValue("a").get()).isEqualTo(2 * ROUNDS);
    }

    @Test
    void aReaderThatDiesLetsWritersIn() throws Exception {
        String path = workspace.path().toString();
        ShmEvent reading = region.event("reading");
        JvmProcess reader = workspace.start(() -> {
            Region there = Workspace.attach(path);
            there.readWriteLock("lock").readLock().lock();
            there.event("reading").set();
            Thread.sleep(Long.MAX_VALUE);
        });
        reading.await();
        TestThread<Boolean> writer = TestThread.run(() -> lock.writeLock().lock());
        Await.until("it waits", () -> writer.isIn("awaitDrained"));
        reader.kill();
        writer.join();
    }

    private static void write(String path) {
        Region region = Workspace.attach(path);
        Lock lock = region.readWriteLock("lock").writeLock();
        ShmLong a = region.longValue("a");
        ShmLong b = region.longValue("b");
        for (int i = 0; i < ROUNDS; i++) {
            lock.lock();
            try {
                a.setPlain(a.getPlain() + 1);
                b.setPlain(b.getPlain() + 1);
            } finally {
                lock.unlock();
            }
        }
    }

    private static void read(String path) {
        Region region = Workspace.attach(path);
        Lock lock = region.readWriteLock("lock").readLock();
        ShmLong a = region.longValue("a");
        ShmLong b = region.longValue("b");
        for (int i = 0; i < ROUNDS; i++) {
            lock.lock();
            try {
                assertThat(a.getPlain()).isEqualTo(b.getPlain());
            } finally {
                lock.unlock();
            }
        }
    }
}
