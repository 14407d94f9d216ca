package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every semaphore promises, of whichever kind. */
@ParameterizedClass
@EnumSource
@SuppressWarnings("NullAway") // also tested with null
@Timeout(60) // watchdog against a hang
class SemaphoreContractTest {

    /** The kinds of semaphores. */
    enum Of {
        SEMAPHORE,
        BOUNDED_KEEPS,
        BOUNDED_RETURNS;

        SemaphoreBase semaphore(Region region) {
            return switch (this) {
                case SEMAPHORE -> region.semaphore("s", 3);
                case BOUNDED_KEEPS -> region.boundedSemaphore("s", 3, OnHolderDeath.KEEP);
                case BOUNDED_RETURNS -> region.boundedSemaphore("s", 3, OnHolderDeath.RETURN);
            };
        }
    }

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final Of of;
    private final SemaphoreBase semaphore;

    SemaphoreContractTest(Of of) {
        this.of = of;
        this.semaphore = of.semaphore(region);
    }

    @Test
    void whatItSaysOfItself() {
        assertThat(semaphore.name()).isEqualTo("s");
        assertThat(semaphore.toString())
                .startsWith(semaphore.getClass().getSimpleName() + "[region=" + workspace.path())
                .contains("semaphore=s");
        assertThat(of.semaphore(region)).isSameAs(semaphore);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @Test
    void argumentsThatMakeNoSenseAreRefusedAndChangeNothing() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> semaphore.acquire(-1),
                () -> semaphore.acquireUninterruptibly(Integer.MIN_VALUE),
                () -> semaphore.tryAcquire(-1),
                () -> semaphore.tryAcquire(-1, 1, TimeUnit.DAYS),
                () -> semaphore.release(-1))) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("semaphore=s")
                    .hasMessageContaining("must not be negative");
        }
        assertThatNullPointerException().isThrownBy(() -> semaphore.tryAcquire(1, null));
        assertThatNullPointerException().isThrownBy(() -> semaphore.tryAcquire(1, 1, null));
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @Test
    void everyWayTakesPermitsThatAreThere() throws Exception {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                semaphore::acquire,
                semaphore::acquireUninterruptibly,
                semaphore::tryAcquire,
                () -> semaphore.tryAcquire(0, TimeUnit.SECONDS),
                () -> semaphore.tryAcquire(1, TimeUnit.MILLISECONDS))) {
            assertThatCode(call).doesNotThrowAnyException();
            assertThat(semaphore.availablePermits()).isEqualTo(2);
            semaphore.release();
        }
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> semaphore.acquire(2),
                () -> semaphore.acquireUninterruptibly(2),
                () -> semaphore.tryAcquire(2),
                () -> semaphore.tryAcquire(2, 0, TimeUnit.SECONDS),
                () -> semaphore.tryAcquire(2, 1, TimeUnit.MILLISECONDS))) {
            assertThatCode(call).doesNotThrowAnyException();
            assertThat(semaphore.availablePermits()).isEqualTo(1);
            semaphore.release(2);
        }
        assertThat(semaphore.drainPermits()).isEqualTo(3);
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void aTimedAcquireEndsNoEarlierThanItsTime() throws Exception {
        semaphore.acquire(3);
        assertThat(semaphore.tryAcquire(0, TimeUnit.DAYS)).isFalse();
        assertThat(semaphore.tryAcquire(Long.MIN_VALUE, TimeUnit.DAYS)).isFalse();
        long beginNs = System.nanoTime();
        assertThat(semaphore.tryAcquire(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(semaphore.tryAcquire(2, 20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(40_000_000);
        TestThread<Boolean> waiter =
                LockProbe.startSleeper(() -> assertThat(semaphore.tryAcquire(3, Long.MAX_VALUE, TimeUnit.DAYS))
                        .isTrue());
        semaphore.release(3);
        waiter.join();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void interruptsAreThrownOrKeptAndTakeNoPermit() throws Exception {
        TestThread.elsewhere(() -> {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    semaphore::acquire,
                    () -> semaphore.acquire(2),
                    () -> semaphore.tryAcquire(1, TimeUnit.DAYS),
                    () -> semaphore.tryAcquire(2, 1, TimeUnit.DAYS))) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            Thread.currentThread().interrupt();
            semaphore.acquireUninterruptibly(3);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        TestThread<Boolean> interrupted = LockProbe.startSleeper(() -> {
            assertThatThrownBy(() -> semaphore.acquire(2)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        interrupted.interrupt();
        interrupted.join();
        TestThread<Boolean> kept = LockProbe.startSleeper(() -> {
            semaphore.acquireUninterruptibly();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        kept.interrupt();
        semaphore.release();
        kept.join();
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.release(3);
    }

    @Test
    void aThreadsEndReturnsNothing() throws Exception {
        TestThread.elsewhere(() -> semaphore.acquire(2));
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        semaphore.release(2);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @Test
    void aThreadThatWaitsWhileItsRegionIsClosedHearsOfItAndAcquiresNothing() throws Exception {
        Region other = workspace.open();
        SemaphoreBase same = of.semaphore(other);
        same.acquire(3);
        TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
            assertThatThrownBy(semaphore::acquire).isInstanceOf(RegionClosedException.class);
        });
        region.close();
        waiter.join();
        same.release();
        assertThat(same.availablePermits()).isEqualTo(1);
    }

    @Test
    void whatWasAcquiredIsReleasedAlsoAfterTheClose() throws Exception {
        Region other = workspace.open();
        semaphore.acquire(2);
        region.close();
        semaphore.release(2);
        assertThat(of.semaphore(other).availablePermits()).isEqualTo(3);
    }

    @Test
    void aThreadThatWaitsWhileItsProcessClosesTheRegionForGoodIsNotHurt() throws Exception {
        semaphore.acquire(3);
        TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
            try {
                semaphore.acquire();
            } catch (RegionClosedException | InterruptedException e) {
                // Either is a good answer, and so is a permit that the close returned.
            }
        });
        region.close();
        waiter.interrupt();
        waiter.join();
    }

    @Test
    void afterCloseEveryMethodSaysSo() {
        region.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                semaphore::acquire,
                () -> semaphore.acquire(2),
                semaphore::acquireUninterruptibly,
                () -> semaphore.acquireUninterruptibly(2),
                semaphore::tryAcquire,
                () -> semaphore.tryAcquire(2),
                () -> semaphore.tryAcquire(1, TimeUnit.DAYS),
                () -> semaphore.tryAcquire(2, 1, TimeUnit.DAYS),
                semaphore::drainPermits,
                semaphore::availablePermits)) {
            assertThatThrownBy(call)
                    .isInstanceOf(RegionClosedException.class)
                    .hasMessageContaining("region=" + workspace.path());
        }
        assertThat(semaphore.name()).isEqualTo("s");
    }
}
