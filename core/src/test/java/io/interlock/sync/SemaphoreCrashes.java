package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A semaphore's permits are taken or not, given or not, and whoever sleeps for one that is there gets it. */
final class SemaphoreCrashes {

    private static final int START = 3;

    private SemaphoreCrashes() {}

    static List<CrashCase<ShmSemaphore>> cases() {
        return List.of(
                takes("acquire", 1, ShmSemaphore::acquire),
                takes("acquire 2", 2, semaphore -> semaphore.acquire(2)),
                takes("acquireUninterruptibly", 1, ShmSemaphore::acquireUninterruptibly),
                takes("tryAcquire", 1, ShmSemaphore::tryAcquire),
                takes("tryAcquire in time", 2, semaphore -> semaphore.tryAcquire(2, 1, TimeUnit.SECONDS)),
                takes("drainPermits", START, ShmSemaphore::drainPermits),
                gives("release", 1, 1, ShmSemaphore::release),
                gives("release 2", 2, 2, semaphore -> semaphore.release(2)),
                // The sleepers leave one permit, which shows that it has happened.
                gives("release for one", 2, 1, semaphore -> semaphore.release(2))
                        .sleeper(ShmSemaphore::acquire),
                gives("release for two who want different things", 4, 1, semaphore -> semaphore.release(4))
                        .sleeper(ShmSemaphore::acquire)
                        .sleeper(semaphore -> semaphore.acquire(2)),
                givesUp("tryAcquire too long", semaphore -> semaphore.tryAcquire(1, TimeUnit.MILLISECONDS)),
                givesUp("tryAcquire 2 too long", semaphore -> semaphore.tryAcquire(2, 1, TimeUnit.MILLISECONDS)),
                wakes("acquire asleep", 1, ShmSemaphore::acquire),
                wakes("acquire 2 asleep", 2, semaphore -> semaphore.acquire(2)));
    }

    private static CrashCase<ShmSemaphore> takes(String operation, int permits, Step<ShmSemaphore> step) {
        return of(operation, START, step)
                .happened(semaphore -> semaphore.availablePermits() != START)
                .instead(semaphore -> semaphore.acquire(permits))
                .afterwards((semaphore, completed) -> assertPermits(semaphore, START - permits));
    }

    private static CrashCase<ShmSemaphore> gives(String operation, int permits, int left, Step<ShmSemaphore> step) {
        return of(operation, 0, step)
                .happened(semaphore -> semaphore.availablePermits() > 0)
                .instead(semaphore -> semaphore.release(permits))
                .afterwards((semaphore, completed) -> assertPermits(semaphore, left));
    }

    /** Who dies while it waits in vain takes no permit with it, and no wake-up of the other sleeper. */
    private static CrashCase<ShmSemaphore> givesUp(String operation, Step<ShmSemaphore> step) {
        return of(operation, 0, step)
                .sleeper(ShmSemaphore::acquire)
                .instead(semaphore -> semaphore.release(2))
                .afterwards((semaphore, completed) -> assertPermits(semaphore, 1));
    }

    /** Who is woken and dies has its permits or has not, and in both cases the other sleeper gets what it wants. */
    private static CrashCase<ShmSemaphore> wakes(String operation, int permits, Step<ShmSemaphore> step) {
        return of(operation, 0, step)
                .sleeper(ShmSemaphore::acquire)
                .meanwhile(semaphore -> {
                    for (int i = 0; i < permits + 1; i++) {
                        semaphore.release();
                    }
                })
                .afterwards((semaphore, completed) -> {
                    int left = semaphore.availablePermits();
                    assertThat(left).isIn(completed ? List.of(0) : List.of(0, permits));
                    assertPermits(semaphore, left);
                });
    }

    private static CrashCase<ShmSemaphore> of(String operation, int start, Step<ShmSemaphore> step) {
        return CrashCase.of("semaphore " + operation, (region, name) -> region.semaphore(name, start), step);
    }

    private static void assertPermits(ShmSemaphore semaphore, int permits) {
        assertThat(semaphore.availablePermits()).isEqualTo(permits);
        semaphore.release();
        assertThat(semaphore.tryAcquire(permits + 1)).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
    }
}
