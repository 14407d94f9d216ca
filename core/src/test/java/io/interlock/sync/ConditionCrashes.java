package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OwnerDiedException;
import io.interlock.Region;
import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import io.interlock.value.ShmLong;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/** A thread that waits for something that has been brought about returns, whichever thread died on the way. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // dying between, and what a lone wait returns, are tested
final class ConditionCrashes {

    private final Of of;
    private final OnOwnerDeath onOwnerDeath;

    private ConditionCrashes(Of of, OnOwnerDeath onOwnerDeath) {
        this.of = of;
        this.onOwnerDeath = onOwnerDeath;
    }

    /** Whose condition it is; a reentrant lock's is the same as a lock's. */
    enum Of {
        LOCK,
        WRITE_LOCK;

        Guarded guarded(Region region, String name, OnOwnerDeath onOwnerDeath) {
            ShmLong there = region.longValue(name + " there");
            if (this == LOCK) {
                ShmLock lock = region.lock(name, onOwnerDeath);
                return new Guarded(
                        lock,
                        () -> lock.recover(() -> {}),
                        lock::isLocked,
                        lock::isHeldByCurrentThread,
                        lock.newCondition(),
                        there);
            }
            ShmReadWriteLock lock = region.readWriteLock(name, onOwnerDeath);
            return new Guarded(
                    lock.writeLock(),
                    () -> lock.recover(() -> {}),
                    lock::isWriteLocked,
                    lock::isWriteLockedByCurrentThread,
                    lock.writeLock().newCondition(),
                    there);
        }
    }

    /** A condition, its lock, and what it is about: something is there, or is not. */
    record Guarded(
            Lock lock,
            Runnable recover,
            BooleanSupplier isLocked,
            BooleanSupplier isHeld,
            ShmCondition condition,
            ShmLong there) {}

    static List<CrashCase<Guarded>> cases(Of of, OnOwnerDeath onOwnerDeath) {
        return new ConditionCrashes(of, onOwnerDeath).all();
    }

    private List<CrashCase<Guarded>> all() {
        return List.of(
                brings("signal", ShmCondition::signal).sleeper(ConditionCrashes::awaitIt),
                brings("signalAll", ShmCondition::signalAll)
                        .sleeper(ConditionCrashes::awaitIt)
                        .sleeper(ConditionCrashes::awaitIt),
                brings("signalAll alone", ShmCondition::signalAll),
                waitsTooLong("await", guarded -> guarded.condition.await(1, TimeUnit.MILLISECONDS)),
                waitsTooLong(
                        "awaitUntil",
                        guarded -> guarded.condition.awaitUntil(() -> isThere(guarded), Duration.ofMillis(1))),
                waitsAsleep("await", ConditionCrashes::awaitIt),
                waitsAsleep(
                        "awaitUninterruptibly",
                        guarded -> underLock(guarded, () -> guarded.condition.awaitUninterruptibly())),
                waitsAsleep(
                        "awaitUntil",
                        guarded -> underLock(
                                guarded,
                                () -> guarded.condition.awaitUntil(() -> isThere(guarded), Duration.ofDays(1)))));
    }

    private CrashCase<Guarded> brings(String operation, Signal signal) {
        return of(operation, guarded -> bring(guarded, signal))
                // Then the waiters return by themselves: signalled, or as the lock was left by a dead owner.
                .happened(ConditionCrashes::isThere)
                .instead(guarded -> bring(guarded, ShmCondition::signalAll))
                // A thread that lives knows that it has not signalled.
                .afterFailure(guarded -> {
                    letGo(guarded);
                    if (isThere(guarded)) {
                        bring(guarded, ShmCondition::signalAll);
                    }
                });
    }

    private CrashCase<Guarded> waitsTooLong(String operation, Step<Guarded> wait) {
        return of(operation + " too long", guarded -> {
                    guarded.lock.lock();
                    wait.on(guarded);
                    guarded.lock.unlock();
                })
                .sleeper(ConditionCrashes::awaitIt)
                .instead(guarded -> bring(guarded, ShmCondition::signal));
    }

    /** Two signals for two waiters: should the first waiter die with one, the other must not be without. */
    private CrashCase<Guarded> waitsAsleep(String operation, Step<Guarded> step) {
        return of(operation + " asleep", step)
                .sleeper(ConditionCrashes::awaitIt)
                .meanwhile(guarded -> bring(guarded, condition -> {
                    condition.signal();
                    condition.signal();
                }));
    }

    private CrashCase<Guarded> of(String operation, Step<Guarded> step) {
        return CrashCase.<Guarded>of(
                        "condition of a " + of + " " + onOwnerDeath + " " + operation,
                        (region, name) -> of.guarded(region, name, onOwnerDeath),
                        step)
                // Claims a slot, whose stores are a case of their own.
                .preparation(
                        guarded -> assertThat(guarded.isHeld.getAsBoolean()).isFalse())
                .afterFailure(ConditionCrashes::letGo)
                .afterwards((guarded, completed) -> assertUsable(guarded));
    }

    private interface Signal {
        void to(ShmCondition condition);
    }

    /** One way to wait, by the lock's holder. */
    private interface Wait {
        void run() throws InterruptedException;
    }

    private static boolean isThere(Guarded guarded) {
        return guarded.there.get() == 1;
    }

    private static void bring(Guarded guarded, Signal signal) {
        lock(guarded);
        guarded.there.set(1);
        signal.to(guarded.condition);
        guarded.lock.unlock();
    }

    private static void letGo(Guarded guarded) {
        if (guarded.isHeld.getAsBoolean()) {
            guarded.lock.unlock();
        }
    }

    private static void awaitIt(Guarded guarded) throws InterruptedException {
        underLock(guarded, guarded.condition::await);
    }

    private static void underLock(Guarded guarded, Wait wait) throws InterruptedException {
        lock(guarded);
        while (!isThere(guarded)) {
            try {
                wait.run();
            } catch (OwnerDiedException e) {
                lock(guarded);
            }
        }
        guarded.lock.unlock();
    }

    private static void lock(Guarded guarded) {
        for (; ; ) {
            try {
                guarded.lock.lock();
                return;
            } catch (OwnerDiedException e) {
                guarded.recover.run();
            }
        }
    }

    private static void assertUsable(Guarded guarded) throws InterruptedException {
        lock(guarded);
        // The signal of a waiter that died with it may be left for a waiter that is here when that death is noticed, in
        // the
        // portable protocol within 20 ms. It wakes one, and not for ever.
        int woken = 0;
        for (long timeoutMs : List.of(1L, 50L, 1L)) {
            if (guarded.condition.await(timeoutMs, TimeUnit.MILLISECONDS)) {
                woken++;
            }
        }
        assertThat(woken).as("returns without a signal of this test's").isLessThanOrEqualTo(1);
        guarded.condition.signalAll();
        guarded.lock.unlock();
        assertThat(guarded.isLocked.getAsBoolean()).isFalse();
    }
}
