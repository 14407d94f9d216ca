package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.testing.Await;
import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import io.interlock.testing.TestThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** A lock is held or it is not; a dead thread's is reported or handed over, and nobody sleeps for it for ever. */
@SuppressWarnings("LockNotBeforeTry") // dying between is what it is for
final class OwnedLockCrashes<L extends OwnedLock> {

    private final String prefix;
    private final BiFunction<Region, String, L> create;

    private OwnedLockCrashes(String type, OnOwnerDeath onOwnerDeath, BiFunction<Region, String, L> create) {
        this.prefix = type + " " + onOwnerDeath + " ";
        this.create = create;
    }

    static List<CrashCase<ShmLock>> lock(OnOwnerDeath onOwnerDeath) {
        return new OwnedLockCrashes<>("lock", onOwnerDeath, (region, name) -> region.lock(name, onOwnerDeath)).common();
    }

    static List<CrashCase<ShmReentrantLock>> reentrantLock(OnOwnerDeath onOwnerDeath) {
        OwnedLockCrashes<ShmReentrantLock> crashes = new OwnedLockCrashes<>(
                "reentrant lock", onOwnerDeath, (region, name) -> region.reentrantLock(name, onOwnerDeath));
        List<CrashCase<ShmReentrantLock>> cases = new ArrayList<>(crashes.common());
        cases.add(crashes.takes("lock twice", lock -> {
            lock.lock();
            lock.lock();
        }));
        // One unlock of two stores nothing: the count is the owner's process's own.
        cases.add(crashes.frees("unlock twice", lock -> {
                    lock.unlock();
                    lock.unlock();
                })
                .preparation(lock -> {
                    lock.lock();
                    lock.lock();
                }));
        return cases;
    }

    private List<CrashCase<L>> common() {
        return List.of(
                takes("lock", OwnedLock::lock),
                takes("lockInterruptibly", OwnedLock::lockInterruptibly),
                takes("tryLock", OwnedLock::tryLock),
                takes("tryLock in time", lock -> lock.tryLock(1, TimeUnit.SECONDS)),
                frees("unlock"),
                frees("unlock for one").sleeper(OwnedLockCrashes::obtain),
                frees("unlock for two").sleeper(OwnedLockCrashes::obtain).sleeper(OwnedLockCrashes::obtain),
                of("tryLock too long", lock -> lock.tryLock(1, TimeUnit.MILLISECONDS))
                        .before(OwnedLock::lock)
                        .sleeper(OwnedLockCrashes::obtain)
                        .instead(lock -> {
                            assertThat(lock.isHeldByCurrentThread()).isTrue();
                            lock.unlock();
                        })
                        .afterwards((lock, completed) -> assertUsable(lock, 0)),
                of("lock asleep", OwnedLock::lock)
                        .before(OwnedLock::lock)
                        .sleeper(OwnedLockCrashes::obtain)
                        .meanwhile(OwnedLock::unlock)
                        .afterwards((lock, completed) -> {
                            obtain(lock);
                            assertUsable(lock, completed ? 1 : lock.abandonedCount());
                        }),
                of("tryLock asleep", lock -> lock.tryLock(1, TimeUnit.DAYS))
                        .before(OwnedLock::lock)
                        .sleeper(OwnedLockCrashes::obtain)
                        .meanwhile(OwnedLock::unlock)
                        .afterwards((lock, completed) -> {
                            obtain(lock);
                            assertUsable(lock, completed ? 1 : lock.abandonedCount());
                        }),
                of("obtain from the dead", OwnedLockCrashes::obtain)
                        .preparation(OwnedLockCrashes::leave)
                        .afterwards((lock, completed) -> {
                            obtain(lock);
                            // A taker that dies before it has counted is missing.
                            assertUsable(lock, completed ? 1 : lock.abandonedCount());
                        }),
                of("recover", lock -> lock.recover(() -> {}))
                        .preparation(OwnedLockCrashes::leave)
                        .afterwards((lock, completed) -> {
                            assertThat(completed && isAbandoned(lock)).isFalse();
                            obtain(lock);
                            assertUsable(lock, completed ? 1 : lock.abandonedCount());
                        }),
                of("recover in vain", OwnedLockCrashes::recoverInVain)
                        .preparation(OwnedLockCrashes::leave)
                        .afterwards((lock, completed) -> {
                            assertThat(isAbandoned(lock)).isTrue();
                            obtain(lock);
                            assertUsable(lock, completed ? 2 : lock.abandonedCount());
                        }));
    }

    private CrashCase<L> takes(String operation, Step<L> step) {
        return of(operation, step).happened(OwnedLockCrashes::isAbandoned).afterwards((lock, completed) -> {
            boolean left = isAbandoned(lock);
            obtain(lock);
            assertUsable(lock, left ? 1 : 0);
        });
    }

    private CrashCase<L> frees(String operation) {
        return frees(operation, OwnedLock::unlock);
    }

    private CrashCase<L> frees(String operation, Step<L> step) {
        return of(operation, step).preparation(OwnedLock::lock).afterwards((lock, completed) -> {
            obtain(lock);
            assertThat(lock.abandonedCount()).isLessThanOrEqualTo(completed ? 0 : 1);
            assertUsable(lock, lock.abandonedCount());
        });
    }

    private CrashCase<L> of(String operation, Step<L> step) {
        // The preparation claims the thread's slot, whose stores are a case of their own.
        return CrashCase.of(prefix + operation, create, step).preparation(OwnedLock::isHeldByCurrentThread);
    }

    private static void leave(OwnedLock lock) throws Exception {
        TestThread.elsewhere(lock::lock);
        assertThat(isAbandoned(lock)).isTrue();
    }

    private static void recoverInVain(OwnedLock lock) {
        try {
            lock.recover(() -> {
                throw new IllegalStateException("cannot repair");
            });
        } catch (IllegalStateException e) {
            // As it should be: the lock stays as it was left.
        }
    }

    private static boolean isAbandoned(OwnedLock lock) {
        Await.until("no dead thread counts as living", () -> !lock.isLocked());
        return lock.isAbandoned();
    }

    private static void obtain(OwnedLock lock) {
        for (; ; ) {
            try {
                lock.lock();
                lock.unlock();
                return;
            } catch (OwnerDiedException e) {
                lock.recover(() -> {});
            }
        }
    }

    private static void assertUsable(OwnedLock lock, long abandoned) {
        assertThat(lock.isAbandoned()).isFalse();
        assertThat(lock.isLocked()).isFalse();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        assertThat(lock.abandonedCount()).isEqualTo(abandoned);
    }
}
