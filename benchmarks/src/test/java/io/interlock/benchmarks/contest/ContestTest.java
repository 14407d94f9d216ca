package io.interlock.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.control.Command;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.control.Setting;
import io.interlock.benchmarks.control.State;
import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.driver.Subject;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.run.RunFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120) // watchdog against deadlock
class ContestTest {

    private static final Duration WINDOW = Duration.ofMillis(30);

    private final String runId = RunFiles.newRunId();

    @BeforeEach
    void joinRun() {
        Fork.join(runId);
    }

    @AfterEach
    void nothingIsLeft() {
        Leftovers.awaitNoChildren();
        // Compiled and unpacked once a run; the run removes them.
        Fork.current().files().sweep("peers");
        assertThat(Leftovers.files(runId)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void windowsOfEveryImplementationPassTheirCheck(Implementation implementation) {
        Load load = implementation.subject() == Subject.READ_WRITE_LOCK ? Load.MIXED : Load.EMPTY;
        try (Contest contest = startOrSkip(implementation, 3, Setting.loop(load))) {
            for (int i = 0; i < 2; i++) {
                WindowResult window = contest.window(WINDOW);
                assertThat(window.totalPerSecond()).isPositive();
                assertThat(window.jain()).isBetween(1.0 / 3 - 1e-9, 1 + 1e-9);
                assertThat(window.shareMin()).isBetween(0.0, 1 + 1e-9);
                assertThat(window.ownerChanges()).isBetween(0.0, 1.0);
                assertThat(window.used().cpuNs()).isPositive();
                assertThat(window.latency().getTotalCount()).isPositive();
            }
        }
    }

    static Stream<Implementation> windowsOfEveryImplementationPassTheirCheck() {
        return of(
                Subject.LOCK,
                Subject.REENTRANT_LOCK,
                Subject.SEMAPHORE,
                Subject.READ_WRITE_LOCK,
                Subject.VALUE,
                Subject.ARRAY,
                Subject.LATCH);
    }

    /** A JVM is portable or not: for the fallback see {@link io.interlock.benchmarks.MainTest}. */
    private static Stream<Implementation> of(Subject... subjects) {
        return Stream.of(subjects)
                .flatMap(subject -> subject.implementations().stream())
                .filter(implementation -> !implementation.isPortable());
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERLOCK", "C_PTHREAD_ROBUST"})
    void busyWorkIsDone(Implementation implementation) {
        try (Contest contest = startOrSkip(implementation, 1, Setting.loop(Load.LONG))) {
            // 500 ns inside and 500 ns outside leave no room for more than a million a second; half as many again for
            // a calibration that was disturbed.
            assertThat(contest.window(WINDOW).totalPerSecond()).isLessThan(1.5e6);
        }
    }

    /** The normal mutex is the hard case: the other contender stays blocked in it for ever. */
    @ParameterizedTest
    @EnumSource(names = {"INTERLOCK", "JNA_PTHREAD_NORMAL", "C_PTHREAD_NORMAL", "PYTHON"})
    void aContenderThatIsKilledFailsTheWindow(Implementation implementation) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Contest contest = startOrSkip(implementation, 2, Setting.loop(Load.EMPTY))) {
            long pid = contest.control().contenders().get(1).pid();
            Future<WindowResult> window = executor.submit(() -> contest.window(Duration.ofSeconds(60)));
            while (contest.control().contenders().get(1).state() != State.RUNNING) {
                Thread.sleep(1);
            }
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertThatThrownBy(window::get)
                    .cause()
                    .isInstanceOf(ContestFailedException.class)
                    .hasMessageContaining("contender 1");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void theOutputOfAContenderThatFailsIsShown() {
        Fork fork = Fork.current();
        Path file = fork.files().shared("failing");
        ControlBlock control = ControlBlock.create(file, 1, Setting.loop(Load.EMPTY));
        Participant participant = ProcessParticipant.start(
                "contender 0",
                fork.files().temporary("failing-output"),
                List.of("sh", "-c", "echo went wrong; exit 3"));
        try (Contest contest =
                new Contest(control, List.of(participant), () -> fork.files().sweep("failing"))) {
            assertThatThrownBy(() -> contest.awaitReady(0))
                    .isInstanceOf(ContestFailedException.class)
                    .hasMessageContaining("exit code 3")
                    .hasMessageContaining("went wrong");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERLOCK", "FILE_CHANNEL", "JNA_PTHREAD_ROBUST", "C_PTHREAD_ROBUST", "BARRIER"})
    void aRobustLockIsTakenAfterItsHolderWasKilled(Implementation implementation) {
        try (Contest contest = startOrSkip(implementation, 2, Setting.loop(Load.EMPTY))) {
            contest.post(Command.HOLD, 1);
            contest.post(Command.ACQUIRE, 0);
            long killedNs = contest.kill(1);
            assertThat(contest.awaitState(0, State.ACQUIRED, Duration.ofSeconds(30)))
                    .isTrue();
            assertThat(contest.control().contenders().get(0).acquiredNs()).isGreaterThan(killedNs);
            contest.post(Command.IDLE, ControlBlock.ALL);
            contest.check();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JNA_PTHREAD_NORMAL", "C_PTHREAD_NORMAL", "LOCK_BOOST", "PYTHON", "BARRIER_C", "BARRIER_PYTHON"})
    void aLockThatIsNotRobustIsLostWithItsHolder(Implementation implementation) {
        try (Contest contest = startOrSkip(implementation, 2, Setting.loop(Load.EMPTY))) {
            contest.post(Command.HOLD, 1);
            contest.post(Command.ACQUIRE, 0);
            contest.kill(1);
            assertThat(contest.awaitState(0, State.ACQUIRED, Duration.ofMillis(200)))
                    .isFalse();
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
