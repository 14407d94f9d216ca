package io.interlock.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.control.Placement;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.control.Shape;
import io.interlock.benchmarks.driver.HandOffDriver;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.run.RunFiles;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120) // watchdog against deadlock
class HandOffTest {

    /** Long enough for a round trip on a busy machine, whose time slices are milliseconds long. */
    private static final Duration WINDOW = Duration.ofMillis(100);

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        Fork.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        Leftovers.awaitNoChildren();
        Fork.current().files().sweep("peers");
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void twoPairsOfEveryImplementationStayInStep(Implementation implementation) {
        windows(implementation, 4, Setting.handOff(Shape.PAIRS, Placement.TWO_CORES));
    }

    static Stream<Implementation> pairs() {
        return Stream.of(
                        Subject.SEMAPHORE,
                        Subject.EVENT,
                        Subject.CONDITION,
                        Subject.QUEUE,
                        Subject.PIPE,
                        Subject.REFERENCE)
                .flatMap(subject -> subject.implementations().stream())
                .filter(implementation -> !implementation.isPortable())
                .filter(implementation -> implementation != Implementation.SEMAPHORE_RETURNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"SEMAPHORE", "SEMAPHORE_C", "SEMAPHORE_PYTHON"})
    void bothEndsOfAPairOnOneProcessorStayInStep(Implementation implementation) {
        windows(implementation, 2, Setting.handOff(Shape.PAIRS, Placement.TOGETHER));
    }

    @ParameterizedTest
    @EnumSource(names = {"BARRIER", "BARRIER_JAVA", "BARRIER_C", "BARRIER_PYTHON"})
    void allPartiesOfABarrierStayInStep(Implementation implementation) {
        windows(implementation, 3, Setting.handOff(Shape.PARTIES, Placement.APART));
    }

    private static void windows(Implementation implementation, int contenders, Setting setting) {
        try (Contest contest = startOrSkip(implementation, contenders, setting)) {
            for (int i = 0; i < 2; i++) {
                TimedResult window = contest.handOffs(WINDOW);
                assertThat(window.totalPerSecond()).isPositive();
                assertThat(window.shareMin()).isBetween(0.0, 1 + 1e-9);
                assertThat(window.used().cpuNs()).isPositive();
                assertThat(window.latency().getTotalCount()).isPositive();
            }
        }
    }

    /** However late they are: a window has what should have begun in it. */
    @ParameterizedTest
    @EnumSource(names = {"SEMAPHORE", "SEMAPHORE_JAVA", "SEMAPHORE_C", "SEMAPHORE_PYTHON"})
    void roundsBeginAtTheirTimes(Implementation implementation) {
        Setting setting = Setting.handOff(Shape.PAIRS, Placement.TWO_CORES);
        try (Contest contest = startOrSkip(implementation, 2, setting)) {
            TimedResult unpaced = contest.paced(WINDOW, 0);
            assertThat(unpaced.latency().getTotalCount()).isPositive();

            TimedResult paced = contest.paced(WINDOW, 500);
            assertThat(paced.latency().getTotalCount()).isBetween(49L, 51L);
            assertThat(paced.totalPerSecond()).isLessThan(530);
        }
    }

    @Test
    void aHandOverThatDoesNotWaitFailsTheCheck() {
        assertOutOfStep(Shape.PAIRS, new HandOffDriver() {
            @Override
            public void lead(int group) {}

            @Override
            public void follow(int group, Runnable received) {
                received.run();
            }
        });
    }

    @Test
    void aPermitTooManyFailsTheCheck() {
        Semaphore there = new Semaphore(1);
        Semaphore back = new Semaphore(0);
        assertOutOfStep(Shape.PAIRS, new HandOffDriver() {
            @Override
            public void lead(int group) throws InterruptedException {
                there.release();
                back.acquire();
            }

            @Override
            public void follow(int group, Runnable received) throws InterruptedException {
                there.acquire();
                received.run();
                back.release();
            }
        });
    }

    @Test
    void aBarrierThatLetsThroughFailsTheCheck() {
        assertOutOfStep(Shape.PARTIES, new HandOffDriver() {
            @Override
            public void lead(int group) {}

            @Override
            public void follow(int group, Runnable received) {
                received.run();
            }
        });
    }

    private static void assertOutOfStep(Shape shape, HandOffDriver broken) {
        try (Contest contest = Trials.start(Setting.handOff(shape, Placement.ANYWHERE), broken, broken)) {
            assertThatThrownBy(() -> contest.handOffs(WINDOW))
                    .isInstanceOf(ContestFailedException.class)
                    .hasMessageContaining("out of step");
        }
    }

    private static Contest startOrSkip(Implementation implementation, int contenders, Setting setting) {
        try {
            return Contests.start(implementation, contenders, setting);
        } catch (MissingToolException e) {
            return abort(e.reason());
        }
    }
}
