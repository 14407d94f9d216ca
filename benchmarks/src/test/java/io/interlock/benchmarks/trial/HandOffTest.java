package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.control.Placement;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.control.Shape;
import io.interlock.benchmarks.harness.driver.HandOffDriver;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.peer.NamedPeer;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("exhaustive")
@Timeout(120) // watchdog against deadlock
class HandOffTest {

    /** Long enough for a round trip on a busy machine, whose time slices are milliseconds long. */
    private static final Duration WINDOW = Duration.ofMillis(100);

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        ForkScope.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        Leftovers.awaitNoChildren();
        ForkScope.current().files().sweep("peers");
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void twoPairsOfEveryImplementationStayInStep(Peer peer) {
        windows(peer, 4, Setting.handOff(Shape.PAIRS, Placement.TWO_CORES));
    }

    static Stream<Peer> pairs() {
        return Stream.of(
                        PrimitiveKind.SEMAPHORE,
                        PrimitiveKind.EVENT,
                        PrimitiveKind.CONDITION,
                        PrimitiveKind.QUEUE,
                        PrimitiveKind.PIPE,
                        PrimitiveKind.REFERENCE)
                .flatMap(kind -> Peers.of(kind).stream())
                .filter(peer -> !peer.label().equals("interlock-portable"))
                .filter(peer -> !peer.label().equals("interlock-returning"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"semaphore interlock", "semaphore c-sem", "semaphore python"})
    void bothEndsOfAPairOnOneProcessorStayInStep(@ConvertWith(NamedPeer.class) Peer peer) {
        windows(peer, 2, Setting.handOff(Shape.PAIRS, Placement.TOGETHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"barrier interlock", "barrier one-process", "barrier c-pthread-barrier", "barrier python"})
    void allPartiesOfABarrierStayInStep(@ConvertWith(NamedPeer.class) Peer peer) {
        windows(peer, 3, Setting.handOff(Shape.PARTIES, Placement.APART));
    }

    private static void windows(Peer peer, int workers, Setting setting) {
        try (Trial trial = startOrSkip(peer, workers, setting)) {
            for (int i = 0; i < 2; i++) {
                TimedResult window = trial.handOffs(WINDOW);
                assertThat(window.totalPerSecond()).isPositive();
                assertThat(window.shareMin()).isBetween(0.0, 1 + 1e-9);
                assertThat(window.used().cpuNs()).isPositive();
                assertThat(window.latency().getTotalCount()).isPositive();
            }
        }
    }

    /** However late they are: a window has what should have begun in it. */
    @ParameterizedTest
    @ValueSource(strings = {"semaphore interlock", "semaphore one-process", "semaphore c-sem", "semaphore python"})
    void roundsBeginAtTheirTimes(@ConvertWith(NamedPeer.class) Peer peer) {
        Setting setting = Setting.handOff(Shape.PAIRS, Placement.TWO_CORES);
        try (Trial trial = startOrSkip(peer, 2, setting)) {
            TimedResult unpaced = trial.paced(WINDOW, 0);
            assertThat(unpaced.latency().getTotalCount()).isPositive();

            TimedResult paced = trial.paced(WINDOW, 500);
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
        try (Trial trial = TestTrials.start(Setting.handOff(shape, Placement.ANYWHERE), broken, broken)) {
            assertThatThrownBy(() -> trial.handOffs(WINDOW))
                    .isInstanceOf(TrialFailedException.class)
                    // Where both happen to run in turns for the whole window, the one that is ahead does not end.
                    .hasMessageFindingMatch("out of step|do not obey");
        }
    }

    private static Trial startOrSkip(Peer peer, int workers, Setting setting) {
        try {
            return Trials.start(peer, workers, setting);
        } catch (MissingToolException e) {
            return abort(e.reason());
        }
    }
}
