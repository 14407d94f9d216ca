package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.PrimitiveMismatchException;
import io.interlock.Region;
import io.interlock.RegionClosedException;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a barrier promises the threads of one process. */
@Timeout(60) // watchdog against a hang
class BarrierContractTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmBarrier barrier = region.barrier("barrier", 2);

    @Test
    void whatItSaysOfItself() {
        assertThat(barrier.name()).isEqualTo("barrier");
        assertThat(barrier.getParties()).isEqualTo(2);
        assertThat(barrier.getNumberWaiting()).isZero();
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.toString()).startsWith("ShmBarrier[region=" + workspace.path() + " barrier=barrier");
    }

    @Test
    void theNumberOfPartiesIsChecked() {
        for (int parties : new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> region.barrier("other", parties))
                    .withMessageContaining("parties=" + parties);
        }
        assertThatThrownBy(() -> region.barrier("barrier", 3)).isInstanceOf(PrimitiveMismatchException.class);
        assertThatThrownBy(() -> region.lock("barrier")).isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void onePartyNeverWaits() throws Exception {
        AtomicInteger actions = new AtomicInteger();
        ShmBarrier alone = region.barrier("alone", 1, actions::incrementAndGet);
        for (int i = 1; i <= 100; i++) {
            assertThat(alone.await()).isZero();
            assertThat(alone.await(0, TimeUnit.DAYS)).isZero();
            assertThat(actions).hasValue(2 * i);
        }
    }

    @Test
    void timeThatIsUpBreaksItExceptForTheLast() throws Exception {
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> barrier.await(time, TimeUnit.DAYS)).isInstanceOf(TimeoutException.class);
            assertThat(barrier.isBroken()).isTrue();
            assertThat(barrier.getNumberWaiting()).isZero();
            barrier.reset();
        }
        long beginNs = System.nanoTime();
        assertThatThrownBy(() -> barrier.await(20, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(20_000_000);
        barrier.reset();
        for (long time : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1}) {
            TestThread<Boolean> first = LockProbe.startSleeper(
                    () -> assertThat(barrier.await(time, TimeUnit.NANOSECONDS)).isEqualTo(1));
            assertThat(barrier.await(0, TimeUnit.DAYS)).isZero();
            first.join();
        }
    }

    @Test
    void anInterruptBreaksItAndIsCleared() throws Exception {
        TestThread<Boolean> other = LockProbe.startSleeper(() -> assertThatThrownBy(barrier::await)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("interrupted"));
        TestThread.elsewhere(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        other.join();
        barrier.reset();
        TestThread<Boolean> waiting = LockProbe.startSleeper(() -> {
            assertThatThrownBy(() -> barrier.await(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        waiting.interrupt();
        waiting.join();
        assertThat(barrier.isBroken()).isTrue();
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
    }

    @Test
    void resetAndAbortOfAnEmptyBarrier() throws Exception {
        barrier.reset();
        barrier.abort();
        barrier.abort();
        assertThat(barrier.isBroken()).isTrue();
        for (int i = 0; i < 3; i++) {
            barrier.reset();
            assertThat(barrier.isBroken()).isFalse();
        }
        TestThread<Integer> first = TestThread.start(barrier::await);
        barrier.await();
        first.join();
    }

    @Test
    void partiesMeetThroughTwoOpenings() throws Exception {
        Region again = workspace.open();
        ShmBarrier same = again.barrier("barrier", 2);
        TestThread<Integer> first = TestThread.start(barrier::await);
        Await.until("it waits", () -> same.getNumberWaiting() == 1);
        same.await();
        first.join();
    }

    @Test
    void aPartyWhoseOpeningIsClosedLeavesABrokenBarrier() throws Exception {
        ShmBarrier same = workspace.open().barrier("barrier", 2);
        TestThread<Boolean> waiting = LockProbe.startSleeper(
                () -> assertThatThrownBy(barrier::await).isInstanceOf(RegionClosedException.class));
        region.close();
        waiting.join();
        assertThatThrownBy(same::await).isInstanceOf(BrokenBarrierException.class);
    }

    @Test
    void barriersOfOneNameInTwoRegionsAreTwo() throws Exception {
        ShmBarrier other = workspace.open(workspace.path("elsewhere")).barrier("barrier", 2);
        TestThread<Boolean> first = LockProbe.startSleeper(() -> barrier.await());
        assertThat(other.getNumberWaiting()).isZero();
        other.abort();
        assertThat(barrier.isBroken()).isFalse();
        barrier.await();
        first.join();
    }

    @Test
    void afterCloseEveryMethodSaysSo() {
        region.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                barrier::await,
                () -> barrier.await(1, TimeUnit.DAYS),
                barrier::reset,
                barrier::abort,
                barrier::isBroken,
                barrier::getNumberWaiting)) {
            assertThatThrownBy(call).isInstanceOf(RegionClosedException.class);
        }
        assertThat(barrier.getParties()).isEqualTo(2);
    }

    @Test
    void aThreadThatWaitsWhileItsProcessClosesTheRegionForGoodIsNotHurt() throws Exception {
        TestThread<Boolean> waiting = LockProbe.startSleeper(() -> assertThatThrownBy(barrier::await)
                .isInstanceOfAny(
                        InterruptedException.class, BrokenBarrierException.class, RegionClosedException.class));
        region.close();
        waiting.interrupt();
        waiting.join();
    }
}
