package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whom a barrier misses, and whom it does not. */
@Timeout(120) // watchdog against a hang
class BarrierDeathTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmBarrier barrier = region.barrier("barrier", 2);

    @Test
    void theNextUsersOfARegionDoNotMissTheLast() throws Exception {
        String path = workspace.path().toString();
        JvmProcess one = workspace.start(() -> arriveAndStay(path));
        JvmProcess two = workspace.start(() -> arriveAndStay(path));
        Await.until("both are through", () -> region.longValue("through").get() == 2);
        Workspace.kill(one);
        Workspace.kill(two);
        for (int round = 0; round < 3; round++) {
            TestThread<Integer> first = TestThread.start(barrier::await);
            barrier.await();
            first.join();
        }
    }

    @Test
    void theNextUsersOfARegionAreToldThatTheLastDiedWaitingAndMayReset() throws Exception {
        String path = workspace.path().toString();
        JvmProcess party = workspace.start(() -> arriveAndStay(path));
        Await.until("it waits", () -> barrier.getNumberWaiting() == 1);
        Workspace.kill(party);
        assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("died")
                .hasMessageContaining("reset()");
        assertThat(barrier.isBroken()).isTrue();
        barrier.reset();
        TestThread<Integer> first = TestThread.start(barrier::await);
        barrier.await();
        first.join();
    }

    @Test
    void aProcessThatTakesTheDeadOnesPlaceFirstKeepsItWhole() throws Exception {
        String path = workspace.path().toString();
        JvmProcess party = workspace.start(() -> arriveAndStay(path));
        barrier.await();
        Await.until("it is through", () -> region.longValue("through").get() == 1);
        Workspace.kill(party);
        JvmProcess newcomer = workspace.start(() -> arriveAndStay(path));
        Await.until("it waits", () -> barrier.getNumberWaiting() == 1);
        barrier.await();
        Workspace.kill(newcomer);
    }

    @Test
    void aProcessThatStillHasTheRegionOpenOnceIsMissed() throws Exception {
        String path = workspace.path().toString();
        JvmProcess party = workspace.start(() -> {
            Region closed = Workspace.attach(path);
            Region kept = Workspace.attach(path);
            closed.barrier("barrier", 2).await();
            closed.close();
            kept.event("closed").set();
            Thread.sleep(Long.MAX_VALUE);
        });
        barrier.await();
        region.event("closed").await();
        TestThread<Boolean> waiter = LockProbe.startSleeper(() -> assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("died"));
        party.kill();
        waiter.join();
    }

    @Test
    void aProcessThatClosesTheRegionForGoodIsNotMissed() throws Exception {
        String path = workspace.path().toString();
        JvmProcess party = workspace.start(() -> {
            Region one = Workspace.attach(path);
            Region two = Workspace.attach(path);
            one.barrier("barrier", 2).await();
            two.barrier("barrier", 2).await();
            two.close();
            one.close();
            Runtime.getRuntime().halt(0);
        });
        barrier.await();
        barrier.await();
        party.join();
        TestThread<Integer> first = TestThread.start(barrier::await);
        barrier.await();
        first.join();
    }

    private static void arriveAndStay(String path) throws Exception {
        Region region = Workspace.attach(path);
        region.barrier("barrier", 2).await();
        region.longValue("through").incrementAndGet();
        Thread.sleep(Long.MAX_VALUE);
    }
}
