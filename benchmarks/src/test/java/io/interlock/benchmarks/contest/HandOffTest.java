package io.interlock.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.interlock.benchmarks.Leftovers;
import io.interlock.benchmarks.control.ContenderBlock;
import io.interlock.benchmarks.control.ControlBlock;
import io.interlock.benchmarks.control.Load;
import io.interlock.benchmarks.handoff.HandOffPrimitive;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120) // watchdog against deadlock
class HandOffTest {

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
    @EnumSource
    void jvmsHandTheirTurnBackAndForth(HandOffPrimitive primitive) {
        try (Contest contest = Contests.startPairs(primitive, 1)) {
            assertWindows(contest, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void processesInCDoTheSame(HandOffPrimitive primitive) {
        try (Contest contest = startCOrSkip(primitive, 1)) {
            assertWindows(contest, 1);
        }
    }

    @Test
    void severalPairsDoNotDisturbOneAnother() {
        try (Contest contest = Contests.startPairs(HandOffPrimitive.CONDITION, 2)) {
            assertWindows(contest, 2);
        }
        try (Contest contest = startCOrSkip(HandOffPrimitive.EVENT, 3)) {
            assertWindows(contest, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anEndThatIsKilledFailsTheWindow(int end) {
        try (Contest contest = Contests.startPairs(HandOffPrimitive.SEMAPHORE, 1)) {
            contest.handOffs(WINDOW);
            Kill.now(contest.control().contenders().get(end).pid());

            assertThatThrownBy(() -> contest.handOffs(WINDOW))
                    .isInstanceOf(ContestFailedException.class)
                    .hasMessageContaining("end " + end + " (JVM), exit code 137");
        }
    }

    @Test
    void anEndInCThatIsKilledFailsTheWindow() {
        try (Contest contest = startCOrSkip(HandOffPrimitive.BARRIER, 1)) {
            Kill.now(contest.control().contenders().get(1).pid());

            assertThatThrownBy(() -> contest.handOffs(WINDOW))
                    .isInstanceOf(ContestFailedException.class)
                    .hasMessageContaining("pairs (C), exit code 1");
        }
    }

    @Test
    void endsThatCountedDifferentlyFailTheCheck() throws IOException {
        Path file = Fork.current().files().shared("broken");
        ControlBlock control = ControlBlock.create(file, 4, Load.EMPTY);
        for (ContenderBlock end : control.contenders()) {
            end.addOperations(7);
            end.window(6, 1, 1_000_000_001, 0, 0);
        }
        assertThat(HandOffResult.of(control).roundTripsPerSecond()).isEqualTo(12);

        control.contenders().get(3).addOperations(1);

        assertThatThrownBy(() -> HandOffResult.of(control))
                .isInstanceOf(ContestFailedException.class)
                .hasMessageContaining("of pair 1, the first end counted 7 round trips and the second 8");
        Files.delete(file);
    }

    private static void assertWindows(Contest contest, int pairs) {
        List<ContenderBlock> ends = contest.control().contenders();
        assertThat(ends).hasSize(2 * pairs);
        assertThat(ends.stream().map(ContenderBlock::pid)).doesNotHaveDuplicates();
        for (int i = 0; i < 3; i++) {
            HandOffResult window = contest.handOffs(WINDOW);
            assertThat(window.roundTripsPerSecond()).isPositive();
            assertThat(window.latency().getTotalCount()).isEqualTo(ends.get(0).inWindow());
            assertThat(window.latency().getMinValue()).isPositive();
        }
    }

    private static Contest startCOrSkip(HandOffPrimitive primitive, int pairs) {
        try {
            return Contests.startCPairs(primitive, pairs);
        } catch (MissingToolException e) {
            return abort(String.valueOf(e.getMessage()));
        }
    }
}
