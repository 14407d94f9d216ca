package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.CrashCase;
import io.interlock.testing.CrashCase.Step;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A count goes down by one or not at all; a thread that sleeps when it gets zero wakes up. */
final class LatchCrashes {

    private LatchCrashes() {}

    static List<CrashCase<ShmLatch>> cases() {
        return List.of(
                countsDown("countDown to 1", 2),
                countsDown("countDown to 0", 1),
                countsDown("countDown for two", 1).sleeper(ShmLatch::await).sleeper(ShmLatch::await),
                of("await too long", 1, latch -> latch.await(1, TimeUnit.MILLISECONDS))
                        .sleeper(ShmLatch::await)
                        .instead(ShmLatch::countDown)
                        .afterwards((latch, completed) -> assertOpen(latch)),
                of("await asleep", 1, ShmLatch::await)
                        .sleeper(ShmLatch::await)
                        .meanwhile(ShmLatch::countDown)
                        .afterwards((latch, completed) -> assertOpen(latch)));
    }

    private static CrashCase<ShmLatch> countsDown(String operation, int count) {
        return of(operation, count, ShmLatch::countDown)
                .happened(latch -> latch.getCount() != count)
                .instead(ShmLatch::countDown)
                .afterwards((latch, completed) -> {
                    assertThat(latch.getCount()).isEqualTo(count - 1);
                    for (int left = count - 1; left > 0; left--) {
                        latch.countDown();
                    }
                    assertOpen(latch);
                });
    }

    private static CrashCase<ShmLatch> of(String operation, int count, Step<ShmLatch> step) {
        return CrashCase.of("latch " + operation, (region, name) -> region.latch(name, count), step);
    }

    private static void assertOpen(ShmLatch latch) throws InterruptedException {
        latch.await();
        assertThat(latch.getCount()).isZero();
        latch.countDown();
        assertThat(latch.getCount()).isZero();
    }
}
