package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.Region;
import io.interlock.sync.ShmEvent;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120) // watchdog
class JvmProcessGroupTest {

    private static final long FOR_EVER_MS = 600_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLong sum = region.longValue("sum");
    private final ShmEvent goOn = region.event("go-on");

    @Test
    void eachOfFiveHasItsNumber() throws Exception {
        ShmLong total = sum;
        try (JvmProcessGroup group = JvmProcessGroup.start(5, number -> total.getAndAdd(1L << (8 * number)))) {
            assertThat(group.children()).hasSize(5);
            group.join();
            assertThat(group.isAlive()).isFalse();
            assertThat(group.join(Duration.ZERO)).isTrue();
            assertThat(group.toString())
                    .startsWith("JvmProcessGroup[JvmProcess[")
                    .contains("exit=0");
        }
        assertThat(sum.get()).isEqualTo(0x01_01_01_01_01L);
    }

    @Test
    void aGroupMayHaveTasksAndWaysOfTheirOwn() throws Exception {
        ShmLong total = sum;
        JvmProcessGroup group = JvmProcessGroup.of(
                JvmProcess.start(() -> total.getAndAdd(1)),
                JvmProcess.builder().jvmOptions("-Dtest=10").start(() -> total.getAndAdd(Long.getLong("test"))));
        try (group) {
            group.join();
        }
        assertThat(sum.get()).isEqualTo(11);
        assertThat(JvmProcessGroup.of(List.of()).join(Duration.ZERO)).isTrue();
    }

    @Test
    void aFailureIsThrownWhenAllHaveEnded() throws Exception {
        ShmLong total = sum;
        ShmEvent go = goOn;
        try (JvmProcessGroup group = JvmProcessGroup.start(3, number -> {
            if (number == 1) {
                throw new IllegalStateException("member " + number);
            }
            go.await();
            total.getAndAdd(1);
        })) {
            JvmProcess member = group.children().get(1);
            assertThatThrownBy(member::join).isInstanceOf(ChildFailedException.class);
            assertThat(group.join(Duration.ofMillis(20))).isFalse();
            goOn.set();
            ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, group::join);
            assertThat(failure).hasMessageContaining("member 1").hasMessageContaining("process=" + member.pid());
            assertThat(failure.getSuppressed()).isEmpty();
            assertThatThrownBy(() -> group.join(Duration.ZERO)).isInstanceOf(ChildFailedException.class);
        }
        assertThat(sum.get()).isEqualTo(2);
    }

    @Test
    void theFirstFailureHasTheOthersWithIt() throws Exception {
        ShmEvent go = goOn;
        try (JvmProcessGroup group = JvmProcessGroup.start(3, number -> {
            if (number != 2) {
                go.await();
            }
            throw new IllegalStateException("member " + number);
        })) {
            assertThatThrownBy(group.children().get(2)::join).isInstanceOf(ChildFailedException.class);
            goOn.set();
            ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, group::join);
            assertThat(failure).hasMessageContaining("member 2");
            assertThat(failure.getSuppressed())
                    .hasSize(2)
                    .anySatisfy(other -> assertThat(other).hasMessageContaining("member 0"))
                    .anySatisfy(other -> assertThat(other).hasMessageContaining("member 1"));
        }
    }

    @Test
    void aFailureKillsTheRestWhereThatWasSaid() {
        try (JvmProcessGroup group = JvmProcessGroup.start(3, number -> {
                    if (number == 1) {
                        throw new IllegalStateException("member " + number);
                    }
                    Thread.sleep(FOR_EVER_MS);
                })
                .killAllOnFailure()) {
            ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, group::join);
            assertThat(failure).hasMessageContaining("member 1");
            assertThat(failure.getSuppressed())
                    .as("killed by the group, so not failed")
                    .isEmpty();
            assertThat(group.children().get(0).exitCode()).isEqualTo(137);
        }
    }

    @Test
    void aFailureBeforeItWasSaidCountsToo() {
        JvmProcess fails = workspace.start(() -> System.exit(7));
        assertThatThrownBy(fails::join).isInstanceOf(ChildFailedException.class);
        JvmProcess waits = workspace.start(() -> Thread.sleep(FOR_EVER_MS));
        try (JvmProcessGroup group = JvmProcessGroup.of(waits, fails).killAllOnFailure()) {
            assertThatThrownBy(group::join)
                    .isInstanceOf(ChildFailedException.class)
                    .hasMessageContaining("exit=7");
        }
    }

    @Test
    void closingKillsWhatStillRunsAndWaits() throws Exception {
        JvmProcessGroup group = JvmProcessGroup.start(2, number -> Thread.sleep(FOR_EVER_MS));
        Thread.currentThread().interrupt();
        group.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(group.children())
                .allSatisfy(child -> assertThat(child.exitCode()).isEqualTo(137));
        group.close();
        group.join();
    }

    @Test
    void joinWithATimeoutReturnsWhileAChildRuns() throws Exception {
        ShmEvent go = goOn;
        try (JvmProcessGroup group = JvmProcessGroup.start(2, number -> go.await())) {
            for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
                assertThat(group.join(none)).isFalse();
            }
            long startNs = System.nanoTime();
            assertThat(group.join(Duration.ofMillis(50))).isFalse();
            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(50_000_000);
            goOn.set();
            assertThat(group.join(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        }
    }

    @Test
    void anInterruptEndsJoinAndNotTheChildren() throws Exception {
        ShmEvent go = goOn;
        try (JvmProcessGroup group = JvmProcessGroup.start(2, number -> go.await())) {
            TestThread<Boolean> joining =
                    TestThread.run(() -> assertThatThrownBy(group::join).isInstanceOf(InterruptedException.class));
            joining.interrupt();
            joining.join();
            assertThat(group.children()).allMatch(JvmProcess::isAlive);
            goOn.set();
            group.join();
        }
    }

    @Test
    void aGroupWithoutMembersIsNotStarted() {
        assertThatThrownBy(() -> JvmProcessGroup.start(0, number -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count=0");
    }
}
