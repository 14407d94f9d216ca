package io.interlock.sync;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A condition of each lock that has conditions, for tests of what is promised on all of them. */
@SuppressWarnings("LockNotBeforeTry") // the lock is what is tested
abstract class ConditionFixture {

    /** The lock that a condition is of. */
    enum Of {
        LOCK,
        REENTRANT_LOCK,
        WRITE_LOCK;

        Lock lock(Region region) {
            return switch (this) {
                case LOCK -> region.lock("lock");
                case REENTRANT_LOCK -> region.reentrantLock("lock");
                case WRITE_LOCK -> region.readWriteLock("lock").writeLock();
            };
        }

        ShmCondition condition(Region region, String name) {
            return switch (this) {
                case LOCK -> region.lock("lock").condition(name);
                case REENTRANT_LOCK -> region.reentrantLock("lock").condition(name);
                case WRITE_LOCK -> region.readWriteLock("lock").writeLock().condition(name);
            };
        }

        boolean isHeldByCurrentThread(Region region) {
            return switch (this) {
                case LOCK -> region.lock("lock").isHeldByCurrentThread();
                case REENTRANT_LOCK -> region.reentrantLock("lock").isHeldByCurrentThread();
                case WRITE_LOCK -> region.readWriteLock("lock").isWriteLockedByCurrentThread();
            };
        }
    }

    @RegisterExtension
    final Workspace workspace = new Workspace();

    final Region region = workspace.open();
    final Of of;
    final Lock lock;
    final ShmCondition condition;

    ConditionFixture(Of of) {
        this.of = of;
        this.lock = of.lock(region);
        this.condition = of.condition(region, "c");
    }

    final void signalled(TestThread.Action wait, ShmCondition by) throws Exception {
        TestThread<Boolean> waiter = startWaiter(wait);
        signal(by);
        waiter.join();
    }

    final void signal(ShmCondition which) {
        lock.lock();
        which.signal();
        lock.unlock();
    }

    final TestThread<Boolean> startWaiter(TestThread.Action wait) {
        return LockProbe.startSleeper(() -> {
            lock.lock();
            wait.run();
            lock.unlock();
        });
    }
}
