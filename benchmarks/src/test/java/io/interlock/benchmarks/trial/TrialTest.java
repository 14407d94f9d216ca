package io.interlock.benchmarks.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.control.Command;
import io.interlock.benchmarks.harness.control.ControlBlock;
import io.interlock.benchmarks.harness.control.Load;
import io.interlock.benchmarks.harness.control.Setting;
import io.interlock.benchmarks.harness.control.WorkerState;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.peer.NamedPeer;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import io.interlock.benchmarks.peer.PrimitiveKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
class TrialTest {

    private static final Duration WINDOW = Duration.ofMillis(30);

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        ForkScope.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        Leftovers.awaitNoChildren();
        // Compiled and unpacked once a run; the run removes them.
        ForkScope.current().files().sweep("peers");
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void windowsOfEveryImplementationPassTheirCheck(Peer peer) {
        Load load = peer.kind() == PrimitiveKind.READ_WRITE_LOCK ? Load.MIXED : Load.EMPTY;
        try (Trial trial = startOrSkip(peer, 3, Setting.loop(load))) {
            for (int i = 0; i < 2; i++) {
                WindowResult window = trial.window(WINDOW);
                assertThat(window.totalPerSecond()).isPositive();
                assertThat(window.jain()).isBetween(1.0 / 3 - 1e-9, 1 + 1e-9);
                assertThat(window.shareMin()).isBetween(0.0, 1 + 1e-9);
                assertThat(window.ownerChanges()).isBetween(0.0, 1.0);
                assertThat(window.used().cpuNs()).isPositive();
                assertThat(window.latency().getTotalCount()).isPositive();
            }
        }
    }

    static Stream<Peer> windowsOfEveryImplementationPassTheirCheck() {
        return of(
                PrimitiveKind.LOCK,
                PrimitiveKind.REENTRANT_LOCK,
                PrimitiveKind.SEMAPHORE,
                PrimitiveKind.READ_WRITE_LOCK,
                PrimitiveKind.VALUE,
                PrimitiveKind.ARRAY,
                PrimitiveKind.LATCH);
    }

    /** A JVM is portable or not: for the fallback see {@link io.interlock.benchmarks.MainTest}. */
    private static Stream<Peer> of(PrimitiveKind... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> Peers.of(kind).stream())
                .filter(peer -> !peer.label().equals("interlock-portable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock interlock", "lock c-pthread-robust"})
    void busyWorkIsDone(@ConvertWith(NamedPeer.class) Peer peer) {
        try (Trial trial = startOrSkip(peer, 1, Setting.loop(Load.LONG))) {
            // 500 ns inside and 500 ns outside leave no room for more than a million a second; half as many again for
            // a calibration that was disturbed.
            assertThat(trial.window(WINDOW).totalPerSecond()).isLessThan(1.5e6);
        }
    }

    /** The normal mutex is the hard case: the other worker stays blocked in it for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"lock interlock", "lock jna-pthread-normal", "lock c-pthread-normal", "lock python"})
    void aWorkerThatIsKilledFailsTheWindow(@ConvertWith(NamedPeer.class) Peer peer) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Trial trial = startOrSkip(peer, 2, Setting.loop(Load.EMPTY))) {
            long pid = trial.control().workers().get(1).pid();
            Future<WindowResult> window = executor.submit(() -> trial.window(Duration.ofSeconds(60)));
            while (trial.control().workers().get(1).state() != WorkerState.RUNNING) {
                Thread.sleep(1);
            }
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertThatThrownBy(window::get)
                    .cause()
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessageContaining("worker 1");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void theOutputOfAWorkerThatFailsIsShown() {
        ForkScope fork = ForkScope.current();
        Path file = fork.files().shared("failing");
        ControlBlock control = ControlBlock.create(file, 1, Setting.loop(Load.EMPTY));
        WorkerHost host = WorkerProcess.start(
                "worker 0", fork.files().temporary("failing-output"), List.of("sh", "-c", "echo went wrong; exit 3"));
        try (Trial trial = new Trial(control, List.of(host), () -> fork.files().sweep("failing"))) {
            assertThatThrownBy(() -> trial.awaitReady(0))
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessageContaining("exit code 3")
                    .hasMessageContaining("went wrong");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock interlock",
                "lock file-channel",
                "lock jna-pthread-robust",
                "lock c-pthread-robust",
                "barrier interlock"
            })
    void aRobustLockIsTakenAfterItsHolderWasKilled(@ConvertWith(NamedPeer.class) Peer peer) {
        try (Trial trial = startOrSkip(peer, 2, Setting.loop(Load.EMPTY))) {
            trial.post(Command.HOLD, 1);
            trial.post(Command.ACQUIRE, 0);
            long killedNs = trial.kill(1);
            assertThat(trial.awaitState(0, WorkerState.ACQUIRED, Duration.ofSeconds(30)))
                    .isTrue();
            assertThat(trial.control().workers().get(0).acquiredNs()).isGreaterThan(killedNs);
            trial.post(Command.IDLE, ControlBlock.ALL);
            trial.check();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock jna-pthread-normal",
                "lock c-pthread-normal",
                "lock boost-mutex",
                "lock python",
                "barrier c-pthread-barrier",
                "barrier python"
            })
    void aLockThatIsNotRobustIsLostWithItsHolder(@ConvertWith(NamedPeer.class) Peer peer) {
        try (Trial trial = startOrSkip(peer, 2, Setting.loop(Load.EMPTY))) {
            trial.post(Command.HOLD, 1);
            trial.post(Command.ACQUIRE, 0);
            trial.kill(1);
            assertThat(trial.awaitState(0, WorkerState.ACQUIRED, Duration.ofMillis(200)))
                    .isFalse();
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
