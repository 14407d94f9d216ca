package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OwnerDiedException;
import io.interlock.testing.Await;
import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import io.interlock.testing.TestThread;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** Dead readers no longer count, dead writers are reported or followed, and nobody sleeps at the gate for ever. */
@SuppressWarnings("LockNotBeforeTry") // dying between is what it is for
final class ReadWriteLockCrashes {

    private final OnOwnerDeath onOwnerDeath;

    private ReadWriteLockCrashes(OnOwnerDeath onOwnerDeath) {
        this.onOwnerDeath = onOwnerDeath;
    }

    static List<CrashCase<ShmReadWriteLock>> cases(OnOwnerDeath onOwnerDeath) {
        return new ReadWriteLockCrashes(onOwnerDeath).all();
    }

    private List<CrashCase<ShmReadWriteLock>> all() {
        return List.of(
                of("read", lock -> lock.readLock().lock()),
                of("read interruptibly", lock -> lock.readLock().lockInterruptibly()),
                of("try to read", lock -> lock.readLock().tryLock()),
                of("try to read in time", lock -> lock.readLock().tryLock(1, TimeUnit.SECONDS)),
                of("read and go", lock -> {
                    lock.readLock().lock();
                    lock.readLock().unlock();
                }),
                of("write", lock -> lock.writeLock().lock()),
                of("write interruptibly", lock -> lock.writeLock().lockInterruptibly()),
                of("try to write", lock -> lock.writeLock().tryLock()),
                of("try to write in time", lock -> lock.writeLock().tryLock(1, TimeUnit.SECONDS)),
                of("write, read, and go", lock -> {
                            lock.writeLock().lock();
                            lock.readLock().lock();
                            lock.writeLock().unlock();
                            lock.readLock().unlock();
                        })
                        .afterFailure(ReadWriteLockCrashes::letGo),
                withSleepers(of("go from reading", lock -> lock.readLock().unlock())
                        .preparation(lock -> lock.readLock().lock())),
                withSleepers(of("go from writing", lock -> lock.writeLock().unlock())
                        .preparation(lock -> lock.writeLock().lock())),
                waitsTooLong("read too long", ShmReadWriteLock::writeLock, ShmReadWriteLock::readLock),
                waitsTooLong("write too long", ShmReadWriteLock::writeLock, ShmReadWriteLock::writeLock),
                waitsTooLong("drain too long", ShmReadWriteLock::readLock, ShmReadWriteLock::writeLock),
                waits("read asleep", ShmReadWriteLock::writeLock, ShmReadWriteLock::readLock),
                waits("write asleep", ShmReadWriteLock::writeLock, ShmReadWriteLock::writeLock),
                waits("drain asleep", ShmReadWriteLock::readLock, ShmReadWriteLock::writeLock),
                of("recover", lock -> lock.recover(() -> {})).preparation(ReadWriteLockCrashes::leave),
                of("write after the dead", ReadWriteLockCrashes::obtain).preparation(ReadWriteLockCrashes::leave),
                of("read after the dead", ReadWriteLockCrashes::obtainToRead).preparation(ReadWriteLockCrashes::leave));
    }

    /** One of the two locks. */
    private interface Side {
        Lock of(ShmReadWriteLock lock);
    }

    private CrashCase<ShmReadWriteLock> waitsTooLong(String operation, Side survivors, Side dying) {
        return of(operation, lock -> dying.of(lock).tryLock(1, TimeUnit.MILLISECONDS))
                .before(lock -> survivors.of(lock).lock())
                .sleeper(ReadWriteLockCrashes::obtain)
                .instead(lock -> survivors.of(lock).unlock());
    }

    private CrashCase<ShmReadWriteLock> waits(String operation, Side survivors, Side dying) {
        return withSleepers(of(operation, lock -> dying.of(lock).lock())
                .before(lock -> survivors.of(lock).lock())
                .meanwhile(lock -> survivors.of(lock).unlock()));
    }

    private static CrashCase<ShmReadWriteLock> withSleepers(CrashCase<ShmReadWriteLock> crashCase) {
        return crashCase.sleeper(ReadWriteLockCrashes::obtain).sleeper(ReadWriteLockCrashes::obtain);
    }

    private CrashCase<ShmReadWriteLock> of(String operation, Step<ShmReadWriteLock> step) {
        return CrashCase.of(
                        "read-write lock " + onOwnerDeath + " " + operation,
                        (region, name) -> region.readWriteLock(name, onOwnerDeath),
                        step)
                .preparation(ShmReadWriteLock::isWriteLockedByCurrentThread)
                .afterwards((lock, completed) -> {
                    Await.until(
                            "the dead no longer count", () -> !lock.isWriteLocked() && lock.getReadLockCount() == 0);
                    obtainToRead(lock);
                    obtain(lock);
                    assertUsable(lock);
                });
    }

    private static void letGo(ShmReadWriteLock lock) {
        if (lock.isWriteLockedByCurrentThread()) {
            lock.writeLock().unlock();
        }
        if (lock.getReadHoldCount() > 0) {
            lock.readLock().unlock();
        }
    }

    private static void leave(ShmReadWriteLock lock) throws Exception {
        TestThread.elsewhere(() -> lock.writeLock().lock());
        Await.until("the death is seen", lock::isAbandoned);
    }

    private static void obtain(ShmReadWriteLock lock) {
        obtain(lock, lock.writeLock());
    }

    private static void obtainToRead(ShmReadWriteLock lock) {
        obtain(lock, lock.readLock());
    }

    private static void obtain(ShmReadWriteLock lock, Lock side) {
        for (; ; ) {
            try {
                side.lock();
                side.unlock();
                return;
            } catch (OwnerDiedException e) {
                lock.recover(() -> {});
            }
        }
    }

    private static void assertUsable(ShmReadWriteLock lock) throws Exception {
        assertThat(lock.isAbandoned()).isFalse();
        assertThat(lock.writeLock().tryLock()).isTrue();
        TestThread.elsewhere(() -> {
            assertThat(lock.readLock().tryLock()).isFalse();
            assertThat(lock.writeLock().tryLock()).isFalse();
        });
        lock.writeLock().unlock();
        assertThat(lock.readLock().tryLock()).isTrue();
        TestThread.elsewhere(() -> {
            assertThat(lock.writeLock().tryLock()).isFalse();
            assertThat(lock.readLock().tryLock()).isTrue();
            lock.readLock().unlock();
        });
        lock.readLock().unlock();
        assertThat(lock.getReadLockCount()).isZero();
        assertThat(lock.isWriteLocked()).isFalse();
    }
}
