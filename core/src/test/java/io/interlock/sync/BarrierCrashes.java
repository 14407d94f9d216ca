package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import io.interlock.testing.TestThread;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A round ends for all of its parties, or breaks for all of them. A process is what dies. */
final class BarrierCrashes {

    private static final int PARTIES = 3;

    /** How the survivors' rounds ended: true if whole. */
    private static final Queue<Boolean> ENDED = new ConcurrentLinkedQueue<>();

    private BarrierCrashes() {}

    static List<CrashCase<ShmBarrier>> cases() {
        return List.of(
                ofTheLast("await", ShmBarrier::await),
                ofTheLast(
                        "await with an action",
                        barrier -> barrier.withAction(() -> {}).await()),
                givesUp(),
                breaks("abort", ShmBarrier::abort),
                breaks("reset", ShmBarrier::reset));
    }

    private static CrashCase<ShmBarrier> ofTheLast(String operation, Step<ShmBarrier> step) {
        return of(operation, step)
                .instead(barrier -> {
                    if (ENDED.isEmpty() && barrier.getNumberWaiting() == PARTIES - 1) {
                        // It died before it was there: nobody knows of it.
                        barrier.abort();
                    }
                })
                .afterwards((barrier, completed) -> {
                    assertThat(ENDED).hasSize(PARTIES - 1);
                    if (completed) {
                        assertThat(ENDED).containsOnly(true);
                    } else {
                        assertThat(ENDED.stream().distinct()).hasSize(1);
                    }
                    assertUsable(barrier);
                });
    }

    /** With a party too few: the one that dies gives up waiting, and so breaks the round for the other. */
    private static CrashCase<ShmBarrier> givesUp() {
        return CrashCase.<ShmBarrier>of(
                        "barrier await too long", (region, name) -> region.barrier(name, PARTIES), barrier -> {
                            try {
                                barrier.await(1, TimeUnit.MILLISECONDS);
                            } catch (BrokenBarrierException | TimeoutException e) {
                                // As it should be.
                            }
                        })
                .before(barrier -> ENDED.clear())
                .sleeper(BarrierCrashes::arrive)
                .instead(barrier -> {
                    if (barrier.getNumberWaiting() == 1) {
                        // It died before it was there: nobody knows of it.
                        barrier.abort();
                    }
                })
                .afterwards((barrier, completed) -> {
                    assertThat(ENDED).containsExactly(false);
                    assertUsable(barrier);
                });
    }

    private static CrashCase<ShmBarrier> breaks(String operation, Step<ShmBarrier> step) {
        return of(operation, step).instead(ShmBarrier::reset).afterwards((barrier, completed) -> {
            assertThat(ENDED).hasSize(PARTIES - 1).containsOnly(false);
            assertUsable(barrier);
        });
    }

    private static CrashCase<ShmBarrier> of(String operation, Step<ShmBarrier> step) {
        return CrashCase.of("barrier " + operation, (region, name) -> region.barrier(name, PARTIES), step)
                .before(barrier -> ENDED.clear())
                .sleeper(BarrierCrashes::arrive)
                .sleeper(BarrierCrashes::arrive);
    }

    private static void arrive(ShmBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
            ENDED.add(true);
        } catch (BrokenBarrierException e) {
            ENDED.add(false);
        }
    }

    private static void assertUsable(ShmBarrier barrier) throws Exception {
        barrier.reset();
        ENDED.clear();
        TestThread<Boolean> first = TestThread.run(() -> arrive(barrier));
        TestThread<Boolean> second = TestThread.run(() -> arrive(barrier));
        arrive(barrier);
        first.join();
        second.join();
        assertThat(ENDED).hasSize(PARTIES).containsOnly(true);
        assertThat(barrier.isBroken()).isFalse();
    }
}
