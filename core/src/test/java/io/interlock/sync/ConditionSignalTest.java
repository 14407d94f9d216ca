package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.testing.TestThread;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Signals and interrupts reach the right waiters, on each lock that has conditions. */
@ParameterizedClass
@EnumSource
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate", "NullAway"}) // these are what is tested
@Timeout(60) // watchdog against a hang
class ConditionSignalTest extends ConditionFixture {

    ConditionSignalTest(Of of) {
        super(of);
    }

    @Test
    void anInterruptBeforeTheWaitIsThrownAndCleared() throws Exception {
        TestThread.elsewhere(() -> {
            lock.lock();
            for (ThrowingCallable wait : List.<ThrowingCallable>of(
                    condition::await,
                    () -> condition.await(1, TimeUnit.DAYS),
                    () -> condition.awaitNanos(Long.MAX_VALUE),
                    () -> condition.awaitUntil(new Date(Long.MAX_VALUE)),
                    () -> condition.awaitUntil(() -> false, Duration.ofDays(1)))) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(wait).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                assertThat(of.isHeldByCurrentThread(region)).isTrue();
            }
            lock.unlock();
        });
    }

    @Test
    void anInterruptedWaiterTakesNoSignalFromTheNext() throws Exception {
        TestThread<Boolean> interrupted = startWaiter(() -> {
            assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(of.isHeldByCurrentThread(region)).isTrue();
        });
        TestThread<Boolean> next = startWaiter(condition::await);
        interrupted.interrupt();
        interrupted.join();
        signal(condition);
        next.join();
    }

    @Test
    void aSignalBeforeTheInterruptIsNotLost() throws Exception {
        TestThread<Boolean> first = startWaiter(() -> {
            condition.await();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        TestThread<Boolean> second = startWaiter(condition::await);
        lock.lock();
        condition.signal();
        first.interrupt();
        lock.unlock();
        first.join();
        assertThat(second.isAlive()).isTrue();
        signal(condition);
        second.join();
    }

    @Test
    void theUninterruptibleWaitKeepsTheInterrupt() throws Exception {
        TestThread<Boolean> waiter = startWaiter(() -> {
            Thread.currentThread().interrupt();
            condition.awaitUninterruptibly();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(of.isHeldByCurrentThread(region)).isTrue();
        });
        waiter.interrupt();
        signal(condition);
        waiter.join();
    }

    @Test
    void aSignalGoesToTheLongestWaiterAndToNobodyElse() throws Exception {
        TestThread<Boolean> first = startWaiter(condition::await);
        TestThread<Boolean> second = startWaiter(condition::await);
        TestThread<Boolean> third = startWaiter(condition::await);
        signal(condition);
        first.join();
        assertThat(second.isAlive()).isTrue();
        signal(condition);
        second.join();
        assertThat(third.isAlive()).isTrue();
        signal(condition);
        third.join();
        signal(condition);
    }

    @Test
    void aSignalIsNotKeptForWhoComesLater() throws Exception {
        lock.lock();
        condition.signal();
        condition.signalAll();
        assertThat(condition.await(1, TimeUnit.MILLISECONDS)).isFalse();
        lock.unlock();
    }

    @Test
    void theSameConditionIsSignalledThroughAnotherOpening() throws Exception {
        Region again = workspace.open();
        TestThread<Boolean> waiter = startWaiter(condition::await);
        Lock same = of.lock(again);
        lock.lock();
        of.condition(again, "c").signal();
        same.unlock();
        waiter.join();
    }
}
