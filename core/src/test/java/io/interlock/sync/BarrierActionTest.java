package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While a barrier's action runs all parties have arrived: a party that comes now belongs to the next round. */
@Timeout(120) // watchdog against a hang
class BarrierActionTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmBarrier barrier = region.barrier("barrier", 2);
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void whoGivesUpDuringTheActionBreaksTheNextRoundNotThisOne() throws Exception {
        TestThread<Integer> first = waitingParty();
        TestThread<Integer> last = partyInItsAction();
        assertThatThrownBy(() -> barrier.await(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        TestThread<Boolean> next = LockProbe.startSleeper(() -> assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("gave up"));
        mayEnd.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(last.join()).isZero();
        next.join();
        assertThat(barrier.isBroken()).isTrue();
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void aPartyWhoseTimeIsUpDuringTheActionGoesOnWithTheOthers() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        TestThread<Integer> first = TestThread.start(() -> {
            waits.countDown();
            return barrier.await(2, TimeUnit.SECONDS);
        });
        waits.await();
        Await.until("the first has arrived", () -> barrier.getNumberWaiting() == 1);
        TestThread<Integer> last = partyInItsAction();
        Thread.sleep(2_100);
        assertThat(first.isAlive()).isTrue();
        mayEnd.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(last.join()).isZero();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void anInterruptDuringTheActionBreaksTheNextRoundNotThisOne() throws Exception {
        TestThread<Integer> first = waitingParty();
        TestThread<Integer> last = partyInItsAction();
        TestThread<Boolean> next = LockProbe.startSleeper(
                () -> assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class));
        next.interrupt();
        next.join();
        TestThread.elsewhere(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        mayEnd.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(last.join()).isZero();
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void whoComesDuringTheActionIsInTheNextRound() throws Exception {
        TestThread<Integer> first = waitingParty();
        TestThread<Integer> last = partyInItsAction();
        assertThat(barrier.getNumberWaiting()).isEqualTo(2);
        TestThread<Boolean> next = LockProbe.startSleeper(() -> barrier.await());
        mayEnd.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(last.join()).isZero();
        barrier.await();
        next.join();
    }

    @Test
    void anActionThatThrowsBreaksTheBarrierAndReachesItsOwnThread() throws Exception {
        TestThread<Integer> first = TestThread.start(() -> {
            assertThatThrownBy(barrier::await)
                    .isInstanceOf(BrokenBarrierException.class)
                    .hasMessageContaining("action");
            return 0;
        });
        Await.until("it waits", () -> barrier.getNumberWaiting() == 1);
        IllegalStateException failure = new IllegalStateException("no");
        ShmBarrier failing = barrier.withAction(() -> {
            throw failure;
        });
        assertThatThrownBy(failing::await).isSameAs(failure);
        first.join();
        assertThat(failing.isBroken()).isTrue();
    }

    @Test
    void anAbortDuringTheActionReachesAllParties() throws Exception {
        TestThread<Integer> first = TestThread.start(() -> {
            assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
            return 0;
        });
        Await.until("it waits", () -> barrier.getNumberWaiting() == 1);
        ShmBarrier aborting = region.barrier("barrier", 2, barrier::abort);
        assertThatThrownBy(aborting::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("abort()");
        first.join();
        barrier.reset();
        ShmBarrier resetting = barrier.withAction(barrier::reset);
        TestThread<Integer> second = TestThread.start(() -> {
            assertThatThrownBy(resetting::await)
                    .isInstanceOf(BrokenBarrierException.class)
                    .hasMessageContaining("reset()");
            return 0;
        });
        Await.until("it waits", () -> barrier.getNumberWaiting() == 1);
        assertThatThrownBy(resetting::await).isInstanceOf(BrokenBarrierException.class);
        second.join();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void theActionRunsInTheProcessThatArrivesLast() throws Exception {
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> arriveTwice(path));
        ShmBarrier here = barrier.withAction(
                () -> region.longValue("here").set(ProcessHandle.current().pid()));
        Await.until("the other waits", () -> barrier.getNumberWaiting() == 1);
        assertThat(here.await()).isZero();
        TestThread<Integer> first = TestThread.start(here::await);
        Await.until("one waits", () -> barrier.getNumberWaiting() == 1);
        assertThat(region.longValue("there").get()).isZero();
        region.event("go").set();
        assertThat(first.join()).isEqualTo(1);
        other.join();
        assertThat(region.longValue("here").get())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(region.longValue("there").get()).isEqualTo(other.pid());
    }

    private static void arriveTwice(String path) throws Exception {
        Region region = Workspace.attach(path);
        ShmLong there = region.longValue("there");
        ShmBarrier barrier = region.barrier(
                "barrier", 2, () -> there.set(ProcessHandle.current().pid()));
        barrier.await();
        region.event("go").await();
        barrier.await();
    }

    @Test
    void theDeathOfTheProcessThatRunsTheActionBreaksIt() throws Exception {
        String path = workspace.path().toString();
        TestThread<Integer> first = TestThread.start(() -> {
            assertThatThrownBy(barrier::await)
                    .isInstanceOf(BrokenBarrierException.class)
                    .hasMessageContaining("died");
            return 0;
        });
        Await.until("it waits", () -> barrier.getNumberWaiting() == 1);
        JvmProcess last = workspace.start(() -> {
            Region region = Workspace.attach(path);
            region.barrier(
                            "barrier",
                            2,
                            () -> Await.until("for ever", () -> {
                                region.event("running").set();
                                return false;
                            }))
                    .await();
        });
        region.event("running").await();
        TestThread<Boolean> next = LockProbe.startSleeper(
                () -> assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class));
        last.kill();
        first.join();
        next.join();
    }

    @Test
    void aRoundInItsActionDoesNotMissWhoIsNotInIt() throws Exception {
        String path = workspace.path().toString();
        JvmProcess other = workspace.start(() -> {
            Workspace.attach(path).barrier("barrier", 2).await();
            Thread.sleep(Long.MAX_VALUE);
        });
        barrier.await();
        TestThread<Integer> first = waitingParty();
        TestThread<Integer> last = partyInItsAction();
        Workspace.kill(other);
        TestThread<Boolean> next = LockProbe.startSleeper(() -> barrier.await());
        mayEnd.countDown();
        assertThat(first.join()).isEqualTo(1);
        assertThat(last.join()).isZero();
        barrier.await();
        next.join();
    }

    private TestThread<Integer> waitingParty() {
        TestThread<Integer> party = TestThread.start(barrier::await);
        Await.until("it waits", () -> barrier.getNumberWaiting() == 1);
        return party;
    }

    private TestThread<Integer> partyInItsAction() throws InterruptedException {
        ShmBarrier last = barrier.withAction(() -> {
            running.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        TestThread<Integer> party = TestThread.start(last::await);
        running.await();
        return party;
    }
}
