package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.OwnerDiedException;
import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import io.interlock.value.ShmLong;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whoever waits for something that has been brought about returns, whoever died on the way. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // dying between, and what a lone wait returns, are tested
final class ConditionCrashes {

    private final OnOwnerDeath onOwnerDeath;

    private ConditionCrashes(OnOwnerDeath onOwnerDeath) {
        this.onOwnerDeath = onOwnerDeath;
    }

    /** A condition, its lock, and what it is about: something is there, or is not. */
    record Guarded(ShmLock lock, ShmCondition condition, ShmLong there) {}

    static List<CrashCase<Guarded>> cases(OnOwnerDeath onOwnerDeath) {
        return new ConditionCrashes(onOwnerDeath).all();
    }

    private List<CrashCase<Guarded>> all() {
        return List.of(
                brings("signal", ShmCondition::signal).sleeper(ConditionCrashes::awaitIt),
                brings("signalAll", ShmCondition::signalAll)
                        .sleeper(ConditionCrashes::awaitIt)
                        .sleeper(ConditionCrashes::awaitIt),
                brings("signalAll alone", ShmCondition::signalAll),
                of("await too long", guarded -> {
                            guarded.lock.lock();
                            guarded.condition.await(1, TimeUnit.MILLISECONDS);
                            guarded.lock.unlock();
                        })
                        .sleeper(ConditionCrashes::awaitIt)
                        .instead(guarded -> bring(guarded, ShmCondition::signal)),
                // Two signals for two waiters: should the first waiter die with one, the other must not be without.
                of("await asleep", ConditionCrashes::awaitIt)
                        .sleeper(ConditionCrashes::awaitIt)
                        .meanwhile(guarded -> bring(guarded, condition -> {
                            condition.signal();
                            condition.signal();
                        })));
    }

    private CrashCase<Guarded> brings(String operation, Signal signal) {
        return of(operation, guarded -> bring(guarded, signal))
                // Then the waiters return by themselves: signalled, or as the lock was left by a dead owner.
                .happened(guarded -> guarded.there.get() == 1)
                .instead(guarded -> bring(guarded, ShmCondition::signalAll));
    }

    private CrashCase<Guarded> of(String operation, Step<Guarded> step) {
        return CrashCase.<Guarded>of(
                        "condition " + onOwnerDeath + " " + operation,
                        (region, name) -> {
                            ShmLock lock = region.lock(name, onOwnerDeath);
                            return new Guarded(lock, lock.newCondition(), region.longValue(name + " there"));
                        },
                        step)
                .preparation(guarded -> guarded.lock.isHeldByCurrentThread())
                .afterwards((guarded, completed) -> assertUsable(guarded));
    }

    private interface Signal {
        void to(ShmCondition condition);
    }

    private static void bring(Guarded guarded, Signal signal) {
        lock(guarded);
        guarded.there.set(1);
        signal.to(guarded.condition);
        guarded.lock.unlock();
    }

    private static void awaitIt(Guarded guarded) throws InterruptedException {
        lock(guarded);
        while (guarded.there.get() == 0) {
            try {
                guarded.condition.await();
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
                guarded.lock.recover(() -> {});
            }
        }
    }

    private static void assertUsable(Guarded guarded) throws InterruptedException {
        lock(guarded);
        // The signal of a waiter that died with it may be left for whoever is here when that death is noticed, in the
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
        assertThat(guarded.lock.isLocked()).isFalse();
    }
}
