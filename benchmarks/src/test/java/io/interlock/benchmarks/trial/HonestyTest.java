package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.driver.ValueDriver;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The harness says what happened, also where that does not flatter. */
@Timeout(120) // watchdog against deadlock
class HonestyTest {

    private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STALL_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SERVICE_NS = TimeUnit.MICROSECONDS.toNanos(5);

    /** Ten stalls. */
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        ForkScope.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    /**
     * Once in a hundred milliseconds an operation of 5 µs takes a millisecond: one of twenty thousand if each waits for the one
     * before, but everything that should have begun meanwhile, and until the backlog is done, if operations begin at fixed
     * times. On a disturbed machine more operations are late in both, still far from one of a hundred in the closed loop.
     */
    @Test
    void aStallShowsInTheOpenLoopsPercentilesAndNotInTheClosedLoops() {
        double closed = percentile(
                Setting.loop(Load.EMPTY),
                trial -> trial.window(WINDOW).latency().getValueAtPercentile(99));
        double open = percentile(
                Setting.paced(Load.EMPTY),
                trial -> trial.paced(WINDOW, 0.7e9 / SERVICE_NS).latency().getValueAtPercentile(99));

        assertThat(closed).isLessThan(STALL_NS / 4.0);
        assertThat(open).isGreaterThan(STALL_NS / 4.0);
    }

    /** A machine that is disturbed may hold one back at a window's edge, but not at every window's. */
    @Test
    void workersOverlapForNinetyNinePercentOfAWindow() {
        List<Double> overlaps = new ArrayList<>();
        try (Trial trial = Trials.start(Peers.find(PrimitiveKind.LOCK, "interlock"), 2, Setting.loop(Load.EMPTY))) {
            while (overlaps.size() < 20 && overlaps.stream().noneMatch(overlap -> overlap >= 0.99)) {
                overlaps.add(trial.window(Duration.ofMillis(500)).overlap());
            }
        }
        Leftovers.awaitNoChildren();
        assertThat(overlaps).anyMatch(overlap -> overlap >= 0.99);
    }

    @Test
    void aWorkerThatIsSlowedShowsInTheFairnessIndexAndTheLongestStall() {
        AtomicLong value = new AtomicLong();
        long sleepNs = TimeUnit.MICROSECONDS.toNanos(200);
        long batch = 64;
        try (Trial trial = TestTrials.start(
                Setting.loop(Load.EMPTY),
                adding(value, () -> {}),
                adding(value, () -> LockSupport.parkNanos(sleepNs)))) {
            WindowResult window = trial.window(Duration.ofMillis(300));
            assertThat(window.jain()).isLessThan(0.6);
            assertThat(window.shareMin()).isLessThan(0.1);
            assertThat(window.longestStallNs()).isGreaterThanOrEqualTo(batch * sleepNs);
        }
    }

    @Test
    void whoeverSleepsForEachOperationHasASwitchForEach() {
        AtomicLong value = new AtomicLong();
        try (Trial trial = TestTrials.start(
                Setting.loop(Load.EMPTY),
                adding(value, () -> LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100))))) {
            WindowResult window = trial.window(Duration.ofMillis(200));
            assertThat(window.used().voluntary()).isBetween(0.9, 1.5);
        }
    }

    /** A late operation delays those after it, but not the time from which they count. */
    @Test
    void whatShouldHaveBegunButWasStoppedCountsWithTheTimeThatItWaited() {
        AtomicLong value = new AtomicLong();
        // A tenth of what is wanted can be done: after the window, two seconds do not suffice for the rest of three.
        Duration window = Duration.ofMillis(300);
        try (Trial trial = TestTrials.start(
                Setting.paced(Load.EMPTY),
                adding(value, () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10))))) {
            TimedResult result = trial.paced(window, 1_000);
            assertThat(result.latency().getTotalCount()).isBetween(299L, 301L);
            assertThat(result.latency().getMaxValue()).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
            assertThat(result.totalPerSecond()).isLessThan(150);
        }
    }

    private static double percentile(Setting setting, ToDoubleFunction<Trial> measurement) {
        AtomicLong value = new AtomicLong();
        AtomicLong nextStall = new AtomicLong(System.nanoTime());
        try (Trial trial = TestTrials.start(setting, adding(value, () -> {
            long begun = System.nanoTime();
            long took = SERVICE_NS;
            if (begun >= nextStall.get()) {
                nextStall.set(begun + STALL_INTERVAL_NS);
                took = STALL_NS;
            }
            while (System.nanoTime() - begun < took) {
                Thread.onSpinWait();
            }
        }))) {
            return measurement.applyAsDouble(trial);
        }
    }

    private static ValueDriver adding(AtomicLong value, Runnable first) {
        return new ValueDriver() {
            @Override
            public long getAndAdd(long delta) {
                first.run();
                return value.getAndAdd(delta);
            }

            @Override
            public long get() {
                return value.get();
            }
        };
    }
}
