package io.interlock.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.interlock.Region;
import io.interlock.process.JvmProcess;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How soon a barrier breaks when one of its processes is killed. */
@Timeout(600) // watchdog against a hang
class BarrierRecoveryTest {

    private static final int KILLS = 5;
    private static final int MANY_KILLS = Integer.getInteger("interlock.manyKills", 200);
    private static final String[] SMALL = {"-XX:+UseSerialGC", "-Xmx32m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"
    };

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    /** Where its process is when it is killed. */
    private enum Victim {
        /** It waits, and the third party never comes. */
        WAITING(3),
        /** It was there in the round before, and the other waits for it. */
        ON_ITS_WAY(2);

        private final int parties;

        Victim(int parties) {
            this.parties = parties;
        }
    }

    @Test
    void aBarrierBreaksAtADeathNotAtTheEndOfASlice() throws Exception {
        assumeFalse("false".equals(System.getProperty("interlock.native")), "the portable protocol has no life words");
        assumeFalse("false".equals(System.getProperty("interlock.futexWaitv")), "the kernel wakes no sleeper");
        for (Victim victim : Victim.values()) {
            assertThat(medianNs(victim, KILLS)).isLessThan(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Tag("stress")
    @Test
    void manyDeaths() throws Exception {
        for (Victim victim : Victim.values()) {
            assertThat(medianNs(victim, MANY_KILLS)).isLessThan(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private long medianNs(Victim victim, int kills) throws Exception {
        String path = workspace.path().toString();
        ShmBarrier barrier = region.barrier("barrier " + victim, victim.parties);
        ShmLong there = region.longValue("there");
        long[] brokenNs = new long[kills];
        for (int kill = 0; kill < kills; kill++) {
            barrier.reset();
            there.set(0);
            JvmProcess child = workspace.start(() -> takePart(path, victim), SMALL);
            if (victim == Victim.ON_ITS_WAY) {
                barrier.await();
            }
            Await.until("the victim is where it will be killed", () -> there.get() != 0);
            TestThread<Long> waiter = TestThread.start(() -> {
                assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
                return System.nanoTime();
            });
            Await.until("all wait that will", () -> barrier.getNumberWaiting() == victim.parties - 1);
            Await.until("the waiter sleeps", waiter::isAsleep);
            long killedNs = System.nanoTime();
            child.kill();
            brokenNs[kill] = waiter.join() - killedNs;
        }
        Arrays.sort(brokenNs);
        System.out.printf(
                "broken after kill -9 of a party %s, %d kills: p50 %.3f ms, p90 %.3f ms, p99 %.3f ms, max %.3f ms%n",
                victim,
                kills,
                brokenNs[kills / 2] / 1e6,
                brokenNs[kills * 9 / 10] / 1e6,
                brokenNs[kills * 99 / 100] / 1e6,
                brokenNs[kills - 1] / 1e6);
        return brokenNs[kills / 2];
    }

    private static void takePart(String path, Victim victim) throws Exception {
        Region region = Workspace.attach(path);
        ShmBarrier barrier = region.barrier("barrier " + victim, victim.parties);
        if (victim == Victim.ON_ITS_WAY) {
            barrier.await();
            region.longValue("there").set(1);
            Thread.sleep(Long.MAX_VALUE);
        }
        region.longValue("there").set(1);
        barrier.await();
    }
}
