package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("exhaustive")
@Timeout(120) // watchdog against a hang
class BarrierTest {

    private static final int ROUNDS = 2_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmBarrier barrier = region.barrier("barrier", 3);

    @Test
    void partiesGoOnTogetherAndTheActionRunsOnceARound() throws Exception {
        ShmLong actions = region.longValue("actions");
        ShmBarrier counted = barrier.withAction(actions::incrementAndGet);
        List<TestThread<Integer>> parties = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parties.add(TestThread.start(() -> {
                int sum = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    sum += counted.await();
                }
                return sum;
            }));
        }
        int sum = 0;
        for (TestThread<Integer> party : parties) {
            sum += party.join();
        }
        assertThat(sum).isEqualTo(ROUNDS * (2 + 1));
        assertThat(actions.get()).isEqualTo(ROUNDS);
    }

    @Test
    void processesGoOnTogether() throws Exception {
        String path = workspace.path().toString();
        List<JvmProcess> others =
                List.of(workspace.start(() -> countRounds(path, "a")), workspace.start(() -> countRounds(path, "b")));
        for (int round = 1; round <= ROUNDS; round++) {
            barrier.await();
            assertThat(region.longValue("a").get()).isEqualTo(round);
            assertThat(region.longValue("b").get()).isEqualTo(round);
            barrier.await();
        }
        for (JvmProcess other : others) {
            other.join();
        }
    }

    @Test
    void aTimeoutBreaksItUntilReset() throws Exception {
        TestThread<Throwable> other = failureOfWaiting();
        Await.until("parties wait", () -> barrier.getNumberWaiting() == 1);
        assertThatThrownBy(() -> barrier.await(10, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(other.join()).isInstanceOf(BrokenBarrierException.class).hasMessageContaining("time was up");
        assertThat(barrier.isBroken()).isTrue();
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void resetAndAbortAreToldToWhoWaits() throws Exception {
        TestThread<Throwable> first = failureOfWaiting();
        Await.until("parties wait", () -> barrier.getNumberWaiting() == 1);
        barrier.reset();
        assertThat(first.join()).isInstanceOf(BrokenBarrierException.class).hasMessageContaining("reset()");
        TestThread<Throwable> second = failureOfWaiting();
        Await.until("parties wait", () -> barrier.getNumberWaiting() == 1);
        barrier.abort();
        assertThat(second.join()).isInstanceOf(BrokenBarrierException.class).hasMessageContaining("abort()");
    }

    @Test
    void theDeathOfAPartyThatWaitsBreaksIt() throws Exception {
        String path = workspace.path().toString();
        JvmProcess party = workspace.start(
                () -> Workspace.attach(path).barrier("barrier", 3).await());
        Await.until("parties wait", () -> barrier.getNumberWaiting() == 1);
        TestThread<Throwable> second = failureOfWaiting();
        Await.until("parties wait", () -> barrier.getNumberWaiting() == 2);
        party.kill();
        assertThat(second.join()).isInstanceOf(BrokenBarrierException.class).hasMessageContaining("died");
    }

    @Test
    void theDeathOfAPartyOnItsWayBreaksIt() throws Exception {
        String path = workspace.path().toString();
        JvmProcess party = workspace.start(() -> {
            Workspace.attach(path).barrier("barrier", 3).await();
            Thread.sleep(Long.MAX_VALUE);
        });
        TestThread<Throwable> second = TestThread.start(() -> {
            try {
                barrier.await();
                barrier.await();
                return new AssertionError("not broken");
            } catch (BrokenBarrierException e) {
                return e;
            }
        });
        barrier.await();
        Await.until("parties wait", () -> barrier.getNumberWaiting() == 1);
        party.kill();
        assertThat(second.join()).isInstanceOf(BrokenBarrierException.class).hasMessageContaining("died");
    }

    @Test
    void aProcessThatEndsByItselfIsNotMissed() throws Exception {
        String path = workspace.path().toString();
        ShmBarrier pair = region.barrier("pair", 2);
        for (int i = 0; i < 2; i++) {
            JvmProcess party = workspace.start(
                    () -> Workspace.attach(path).barrier("pair", 2).await());
            pair.await();
            party.join();
        }
        assertThat(pair.isBroken()).isFalse();
    }

    private TestThread<Throwable> failureOfWaiting() {
        return TestThread.start(() -> {
            try {
                barrier.await();
                return new AssertionError("not broken");
            } catch (BrokenBarrierException e) {
                return e;
            }
        });
    }

    private static void countRounds(String path, String name) throws Exception {
        Region region = Workspace.attach(path);
        ShmBarrier barrier = region.barrier("barrier", 3);
        ShmLong rounds = region.longValue(name);
        for (int round = 0; round < ROUNDS; round++) {
            rounds.incrementAndGet();
            barrier.await();
            barrier.await();
        }
    }
}
