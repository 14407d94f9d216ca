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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120) // watchdog against a hang
@SuppressWarnings("NullAway") // also tested with null
class LatchTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    @Test
    void itCountsDownToZeroAndNoFurther() throws Exception {
        ShmLatch latch = region.latch("latch", 2);
        assertThat(latch.getCount()).isEqualTo(2);
        assertThat(latch.await(0, TimeUnit.SECONDS)).isFalse();
        latch.countDown();
        assertThat(latch.await(-1, TimeUnit.SECONDS)).isFalse();
        latch.countDown();
        latch.countDown();
        assertThat(latch.getCount()).isZero();
        latch.await();
        assertThat(latch.await(0, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLatchOfZeroIsOpen() throws Exception {
        region.latch("open", 0).await();
    }

    @Test
    void negativeAndOtherCountsAreRefused() {
        assertThatThrownBy(() -> region.latch("latch", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        region.latch("latch", 2);
        assertThatThrownBy(() -> region.latch("latch", 3))
                .isInstanceOf(PrimitiveMismatchException.class)
                .hasMessageContaining("expected=[count=3] found=[count=2]");
    }

    @Test
    void aTimedWaitFailsNoEarlierThanItsTimeout() throws Exception {
        ShmLatch latch = region.latch("latch", 1);
        long beginNs = System.nanoTime();
        assertThat(latch.await(70, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(70_000_000);
    }

    @Test
    void theLastCountOfAnyProcessWakesAll() throws Exception {
        ShmLatch latch = region.latch("latch", 3);
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiters.add(LockProbe.startSleeper(latch::await));
        }
        String path = workspace.path().toString();
        for (int i = 0; i < 3; i++) {
            JvmProcess child = workspace.start(() -> {
                try (Region attached = Workspace.attach(path)) {
                    attached.latch("latch", 3).countDown();
                }
            });
            child.join();
        }
        for (TestThread<Boolean> waiter : waiters) {
            waiter.join();
        }
        assertThat(latch.getCount()).isZero();
    }

    @Test
    void whatItSaysOfItself() {
        ShmLatch latch = region.latch("latch", 1);
        assertThat(latch.name()).isEqualTo("latch");
        assertThat(latch.toString()).startsWith("ShmLatch[region=" + workspace.path() + " latch=latch");
        assertThat(region.latch("latch", 1)).isSameAs(latch);
        assertThatThrownBy(() -> region.event("latch")).isInstanceOf(PrimitiveMismatchException.class);
    }

    @Test
    void aTimedWaiterIsLetThroughWhenTheCountIsZero() throws Exception {
        ShmLatch latch = region.latch("latch", 1);
        TestThread<Boolean> waiter = LockProbe.startSleeper(
                () -> assertThat(latch.await(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue());
        latch.countDown();
        waiter.join();
        assertThatNullPointerException().isThrownBy(() -> latch.await(1, null));
    }

    @Test
    void anInterruptIsThrownAndClearedBeforeAndDuringTheWait() throws Exception {
        ShmLatch latch = region.latch("latch", 1);
        for (ThrowingCallable call : List.<ThrowingCallable>of(latch::await, () -> latch.await(1, TimeUnit.DAYS))) {
            TestThread<Boolean> waiter = LockProbe.startSleeper(() -> {
                assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            waiter.interrupt();
            waiter.join();
            TestThread.elsewhere(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
        }
        assertThat(latch.getCount()).isEqualTo(1);
    }

    @Test
    void aClosedRegionsLatchIsRefused() {
        ShmLatch latch = region.latch("latch", 1);
        region.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                latch::countDown, latch::getCount, latch::await, () -> latch.await(1, TimeUnit.DAYS))) {
            assertThatThrownBy(call)
                    .isInstanceOf(RegionClosedException.class)
                    .hasMessageContaining("region=" + workspace.path());
        }
    }
}
