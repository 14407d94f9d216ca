package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** A semaphore's permits are taken or not, given or not, and a thread that sleeps for one that is there gets it. */
final class SemaphoreCrashes<S extends SemaphoreBase> {

    private static final int START = 4;

    private final String prefix;
    private final BiFunction<Region, String, S> create;

    private SemaphoreCrashes(String prefix, BiFunction<Region, String, S> create) {
        this.prefix = prefix;
        this.create = create;
    }

    static List<CrashCase<ShmSemaphore>> plain() {
        return new SemaphoreCrashes<>("semaphore ", (region, name) -> region.semaphore(name, START)).all();
    }

    static List<CrashCase<ShmBoundedSemaphore>> bounded(OnHolderDeath onHolderDeath) {
        return new SemaphoreCrashes<>(
                        "bounded semaphore " + onHolderDeath + " ",
                        (region, name) -> region.boundedSemaphore(name, START, onHolderDeath))
                .all();
    }

    /** With the whole process as the one that dies: all it had comes back. */
    static List<CrashCase<ShmBoundedSemaphore>> returning() {
        SemaphoreCrashes<ShmBoundedSemaphore> crashes = new SemaphoreCrashes<>(
                "bounded semaphore of a process ",
                (region, name) -> region.boundedSemaphore(name, START, OnHolderDeath.RETURN));
        return List.of(
                crashes.returns("acquire and release", semaphore -> {
                    semaphore.acquire(2);
                    semaphore.release(2);
                }),
                crashes.returns("drain and release", semaphore -> {
                    semaphore.drainPermits();
                    semaphore.release(1);
                }),
                crashes.releasesOfOthers());
    }

    private List<CrashCase<S>> all() {
        return List.of(
                takes("acquire", 1, SemaphoreBase::acquire),
                takes("acquire 2", 2, semaphore -> semaphore.acquire(2)),
                takes("acquireUninterruptibly", 1, SemaphoreBase::acquireUninterruptibly),
                takes("tryAcquire", 1, SemaphoreBase::tryAcquire),
                takes("tryAcquire in time", 2, semaphore -> semaphore.tryAcquire(2, 1, TimeUnit.SECONDS)),
                takes("drainPermits", START, SemaphoreBase::drainPermits),
                gives("release", 1, 1, SemaphoreBase::release),
                gives("release 2", 2, 2, semaphore -> semaphore.release(2)),
                // The sleepers leave one permit, which shows that it has happened.
                gives("release for one", 2, 1, semaphore -> semaphore.release(2))
                        .sleeper(SemaphoreBase::acquire),
                gives("release for two who want different things", 4, 1, semaphore -> semaphore.release(4))
                        .sleeper(SemaphoreBase::acquire)
                        .sleeper(semaphore -> semaphore.acquire(2)),
                givesUp("tryAcquire too long", semaphore -> semaphore.tryAcquire(1, TimeUnit.MILLISECONDS)),
                givesUp("tryAcquire 2 too long", semaphore -> semaphore.tryAcquire(2, 1, TimeUnit.MILLISECONDS)),
                wakes("acquire asleep", 1, SemaphoreBase::acquire),
                wakes("acquire 2 asleep", 2, semaphore -> semaphore.acquire(2)));
    }

    private CrashCase<S> takes(String operation, int permits, Step<S> step) {
        return of(operation, step)
                .happened(semaphore -> semaphore.availablePermits() != START)
                .instead(semaphore -> semaphore.acquire(permits))
                .afterwards((semaphore, completed) -> assertPermits(semaphore, START - permits));
    }

    private CrashCase<S> gives(String operation, int permits, int left, Step<S> step) {
        return of(operation, step)
                .preparation(SemaphoreBase::drainPermits)
                .happened(semaphore -> semaphore.availablePermits() > 0)
                .instead(semaphore -> semaphore.release(permits))
                .afterwards((semaphore, completed) -> assertPermits(semaphore, left));
    }

    /** A thread that dies while it waits in vain takes no permit with it, and no wake-up of the other sleeper. */
    private CrashCase<S> givesUp(String operation, Step<S> step) {
        return of(operation, step)
                .preparation(SemaphoreBase::drainPermits)
                .sleeper(SemaphoreBase::acquire)
                .instead(semaphore -> semaphore.release(2))
                .afterwards((semaphore, completed) -> assertPermits(semaphore, 1));
    }

    /** A thread that is woken and dies has its permits or has not, and in both cases the other sleeper gets what it wants. */
    private CrashCase<S> wakes(String operation, int permits, Step<S> step) {
        return of(operation, step)
                .before(SemaphoreBase::drainPermits)
                .sleeper(SemaphoreBase::acquire)
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

    private CrashCase<S> returns(String operation, Step<S> step) {
        return of(operation, step)
                // Has to wait in each case, and to get them in each case.
                .before(semaphore -> semaphore.acquire(1))
                .sleeper(semaphore -> {
                    semaphore.acquire(START);
                    semaphore.release(START);
                })
                .instead(SemaphoreBase::release)
                .afterwards((semaphore, completed) -> assertPermits(semaphore, START));
    }

    /** One store for each process whose permits they are: what it has itself returns in any case, of the others all or none. */
    private CrashCase<S> releasesOfOthers() {
        return of("release its own and another's", semaphore -> semaphore.release(3))
                .before(semaphore -> semaphore.acquire(2))
                .preparation(SemaphoreBase::acquire)
                .happened(semaphore -> semaphore.availablePermits() == START)
                .instead(semaphore -> semaphore.release(2))
                .afterwards((semaphore, completed) -> assertPermits(semaphore, START));
    }

    private CrashCase<S> of(String operation, Step<S> step) {
        return CrashCase.of(prefix + operation, create, step);
    }

    private static void assertPermits(SemaphoreBase semaphore, int permits) {
        assertThat(semaphore.availablePermits()).isEqualTo(permits);
        assertThat(semaphore.drainPermits()).isEqualTo(permits);
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
    }
}
