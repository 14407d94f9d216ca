package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.process.JvmProcess;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120) // watchdog against a hang
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
    void anInterruptEndsTheWaitAndIsCleared() throws Exception {
        TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
            assertThatThrownBy(event::await).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        waiter.interrupt();
        waiter.join();
        TestThread.elsewhere(() -> {
            Thread.currentThread().interrupt();
            event.set();
            assertThatThrownBy(event::await).isInstanceOf(InterruptedException.class);
        });
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
        assertThatThrownBy(event::set).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(event::clear).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(event::isSet).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(event::await).isInstanceOf(RegionClosedException.class);
    }

    private static void play(ShmEvent mine, ShmEvent theirs) throws InterruptedException {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            mine.await();
            mine.clear();
            theirs.set();
        }
    }
}
