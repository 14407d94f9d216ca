package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120) // watchdog against a hang
@SuppressWarnings("NullAway") // also tested with null
class EventTest {

    private static final int WAITERS = 5;
    private static final int ROUND_TRIPS = 20_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmEvent event = region.event("event");

    @Test
    void aNewEventIsClear() throws Exception {
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
        assertThat(event.await(Duration.ofNanos(-1))).isFalse();
    }

    @Test
    void aSetEventLetsEverybodyThroughUntilItIsCleared() throws Exception {
        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        event.await();
        assertThat(event.await(Duration.ZERO)).isTrue();
        event.clear();
        event.clear();
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
    }

    @Test
    void aTimedWaitFailsNoEarlierThanItsTimeout() throws Exception {
        long beginNs = System.nanoTime();
        assertThat(event.await(Duration.ofMillis(70))).isFalse();
        assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(70_000_000);
    }

    @Test
    void setWakesAllWhoWaitAlsoWhenItIsClearedAtOnce() throws Exception {
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            waiters.add(LockProbe.startSleeper(event::await));
        }
        event.set();
        event.clear();
        for (TestThread<Boolean> waiter : waiters) {
            waiter.join();
        }
    }

    @Test
    void whatItSaysOfItself() {
        assertThat(event.name()).isEqualTo("event");
        assertThat(event.toString()).startsWith("ShmEvent[region=" + workspace.path() + " event=event");
        assertThat(region.event("event")).isSameAs(event);
        assertThatThrownBy(() -> region.latch("event", 1)).isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void aTimedWaiterIsLetThroughWhenItIsSet() throws Exception {
        TestThread<Boolean> waiter = LockProbe.startSleeper(() ->
                assertThat(event.await(Duration.ofSeconds(Long.MAX_VALUE))).isTrue());
        event.set();
        waiter.join();
        assertThat(event.await(Duration.ofSeconds(Long.MIN_VALUE))).isTrue();
        event.clear();
        assertThat(event.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThatNullPointerException().isThrownBy(() -> event.await(null));
    }

    @Test
    void anInterruptIsThrownAndClearedBeforeAndDuringTheWait() throws Exception {
        for (ThrowingCallable call : List.<ThrowingCallable>of(event::await, () -> event.await(Duration.ofDays(1)))) {
            event.clear();
            TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
                assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            waiter.interrupt();
            waiter.join();
            event.set();
            TestThread.elsewhere(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
        }
    }

    @Test
    void twoProcessesHandEachOtherTheTurn() throws Exception {
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(() -> {
            try (Region attached = Workspace.attach(path)) {
                play(attached.event("ping"), attached.event("pong"));
            }
        });
        ShmEvent ping = region.event("ping");
        ShmEvent pong = region.event("pong");
        ping.set();
        play(pong, ping);
        child.join();
    }

    @Test
    void aKilledWaiterDoesNotKeepOthersFromBeingWoken() throws Exception {
        String path = workspace.path().toString();
        JvmProcess child = workspace.start(() -> {
            Region attached = Workspace.attach(path);
            attached.event("event").await();
        });
        LockProbe.awaitSleeper(region, "event");
        TestThread<Boolean> waiter = LockProbe.startSleeper(event::await);
        Workspace.kill(child);
        event.set();
        waiter.join();
    }

    @Test
    void aClosedRegionsEventIsRefused() {
        region.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                event::set, event::clear, event::isSet, event::await, () -> event.await(Duration.ofDays(1)))) {
            assertThatThrownBy(call)
                    .isInstanceOf(RegionClosedException.class)
                    .hasMessageContaining("region=" + workspace.path());
        }
    }

    private static void play(ShmEvent mine, ShmEvent theirs) throws InterruptedException {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            mine.await();
            mine.clear();
            theirs.set();
        }
    }
}
