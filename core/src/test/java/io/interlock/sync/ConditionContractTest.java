package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a condition promises of its lock, its times and its names, on each lock that has conditions. */
@ParameterizedClass
@EnumSource
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate", "NullAway"}) // these are what is tested
@Timeout(60) // watchdog against a hang
class ConditionContractTest extends ConditionFixture {

    ConditionContractTest(Of of) {
        super(of);
    }

    private List<ThrowingCallable> everyMethod() {
        return List.of(
                condition::await,
                () -> condition.await(1, TimeUnit.DAYS),
                () -> condition.await(0, TimeUnit.DAYS),
                () -> condition.awaitNanos(1),
                () -> condition.awaitNanos(0),
                () -> condition.awaitUntil(new Date(0)),
                () -> condition.awaitUntil(() -> true, Duration.ZERO),
                condition::awaitUninterruptibly,
                condition::signal,
                condition::signalAll);
    }

    @Test
    void whoDoesNotHoldTheLockMayNotUseIt() throws Exception {
        lock.lock();
        TestThread.elsewhere(() -> {
            for (ThrowingCallable call : everyMethod()) {
                assertThatThrownBy(call)
                        .isInstanceOf(IllegalMonitorStateException.class)
                        .hasMessageContaining("lock=lock")
                        .hasMessageContaining("another thread holds");
            }
        });
        lock.unlock();
        for (ThrowingCallable call : everyMethod()) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalMonitorStateException.class)
                    .hasMessageContaining("nobody holds");
        }
    }

    @Test
    void afterCloseEveryMethodSaysSo() {
        lock.lock();
        region.close();
        for (ThrowingCallable call : everyMethod()) {
            assertThatThrownBy(call).isInstanceOf(RegionClosedException.class);
        }
        assertThat(condition.name()).isEqualTo("lock.condition(c)");
        assertThat(condition)
                .hasToString("ShmCondition[region=" + workspace.path() + " name=lock.condition(c), closed]");
    }

    @Test
    void timeThatIsUpOnlyLooks() throws Exception {
        lock.lock();
        assertThat(condition.await(0, TimeUnit.DAYS)).isFalse();
        assertThat(condition.await(Long.MIN_VALUE, TimeUnit.DAYS)).isFalse();
        assertThat(condition.awaitNanos(0)).isNotPositive();
        assertThat(condition.awaitNanos(Long.MIN_VALUE)).isNotPositive();
        assertThat(condition.awaitUntil(new Date(0))).isFalse();
        assertThat(condition.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
        assertThat(condition.awaitUntil(() -> false, Duration.ZERO)).isFalse();
        assertThat(condition.awaitUntil(() -> false, Duration.ofSeconds(Long.MIN_VALUE)))
                .isFalse();
        assertThat(condition.awaitUntil(() -> true, Duration.ofSeconds(Long.MIN_VALUE)))
                .isTrue();
        lock.unlock();
    }

    @Test
    void aTimedWaitEndsNoEarlierThanItsTime() throws Exception {
        lock.lock();
        long beginMs = System.currentTimeMillis();
        assertThat(condition.awaitUntil(new Date(beginMs + 20))).isFalse();
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(beginMs + 20);
        long beginNs = System.nanoTime();
        assertThat(condition.await(20, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(condition.awaitNanos(20_000_000)).isNotPositive();
        assertThat(condition.awaitUntil(() -> false, Duration.ofMillis(20))).isFalse();
        assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(60_000_000);
        assertThat(of.isHeldByCurrentThread(region)).isTrue();
        lock.unlock();
    }

    @Test
    void theLongestTimesAreForEver() throws Exception {
        List<TestThread.Action> waits = List.of(
                () -> assertThat(condition.await(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue(),
                () -> assertThat(condition.await(Long.MAX_VALUE - 1, TimeUnit.NANOSECONDS))
                        .isTrue(),
                () -> assertThat(condition.awaitNanos(Long.MAX_VALUE)).isGreaterThan(Long.MAX_VALUE / 2),
                () -> assertThat(condition.awaitUntil(new Date(Long.MAX_VALUE))).isTrue(),
                condition::await,
                condition::awaitUninterruptibly);
        for (TestThread.Action wait : waits) {
            signalled(wait, condition);
        }
    }

    @Test
    void thePredicateIsLookedAtUnderTheLock() throws Exception {
        AtomicBoolean set = new AtomicBoolean();
        TestThread<Boolean> waiter = startWaiter(() -> assertThat(condition.awaitUntil(
                        () -> {
                            assertThat(of.isHeldByCurrentThread(region)).isTrue();
                            return set.get();
                        },
                        Duration.ofSeconds(Long.MAX_VALUE)))
                .isTrue());
        signal(condition);
        lock.lock();
        set.set(true);
        condition.signal();
        lock.unlock();
        waiter.join();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without the checker may do
    void conditionsOfOtherNamesRegionsAndLocksAreOthers() throws Exception {
        Region elsewhere = workspace.open(workspace.path("elsewhere"));
        TestThread<Boolean> waiter = startWaiter(condition::await);
        lock.lock();
        of.condition(region, "d").signalAll();
        lock.newCondition().signalAll();
        lock.unlock();
        Lock otherLock = of.lock(elsewhere);
        otherLock.lock();
        of.condition(elsewhere, "c").signalAll();
        otherLock.unlock();
        assertThat(waiter.isAlive()).isTrue();
        signal(condition);
        waiter.join();
        assertThat(of.condition(region, "c")).isSameAs(condition);
        assertThat(lock.newCondition()).isSameAs(of.condition(region, ""));
        assertThatThrownBy(() -> region.lock(condition.name())).isInstanceOf(PrimitiveMismatchException.class);
        assertThatNullPointerException().isThrownBy(() -> of.condition(region, null));
    }

    @Test
    void aWaiterWhoseRegionIsClosedHearsOfItAndLeavesItsSignalToOthers() throws Exception {
        Region other = workspace.open();
        TestThread<Boolean> waiter = TestThread.run(() -> {
            lock.lock();
            assertThatThrownBy(condition::await).isInstanceOf(RegionClosedException.class);
            assertThatThrownBy(lock::unlock).isInstanceOf(RegionClosedException.class);
        });
        Await.until("it sleeps", () -> waiter.isIn("awaitAsleep"));
        region.close();
        Lock same = of.lock(other);
        same.lock();
        of.condition(other, "c").signal();
        same.unlock();
        waiter.join();
    }
}
