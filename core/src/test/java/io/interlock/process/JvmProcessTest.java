package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.Region;
import io.interlock.sync.ShmEvent;
import io.interlock.testing.Await;
import io.interlock.testing.TestThread;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JvmProcessTest {

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();
    private final ShmLong signal = region.longValue("signal");

    @Test
    void aTaskThatReturnsEndsItsProcessWithCodeZero() throws Exception {
        String file = workspace.path().toString();
        JvmProcess child =
                workspace.start(() -> signal(file, ProcessHandle.current().pid()));
        child.join();
        assertThat(child.exitCode()).isZero();
        assertThat(child.isAlive()).isFalse();
        assertThat(signal.get()).isEqualTo(child.pid());
        assertThat(child.toString()).contains("pid=" + child.pid()).contains("exit=0");
        child.join();
        assertThat(child.join(Duration.ZERO)).isTrue();
    }

    @Test
    void aTaskThatThrowsReachesItsParentWithItsStackTrace() {
        JvmProcess child = workspace.start(JvmProcessTest::fail);
        ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, child::join);
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure)
                .hasMessageContaining("process=" + child.pid())
                .hasMessageContaining("exit=1")
                .hasMessageContaining("java.io.IOException: größe")
                .hasStackTraceContaining("JvmProcessTest.fail(JvmProcessTest.java:")
                .hasStackTraceContaining("Caused by: java.lang.IllegalStateException: the cause");
        assertThat(child.exitCode()).isEqualTo(1);
    }

    private static void fail() throws IOException {
        throw new IOException("größe", new IllegalStateException("the cause"));
    }

    @Test
    void anErrorReachesTheParentToo() {
        JvmProcess child = workspace.start(() -> {
            throw new AssertionError("not so");
        });
        assertThatThrownBy(child::join)
                .isInstanceOf(ChildFailedException.class)
                .hasMessageContaining("AssertionError: not so");
    }

    @Test
    void anExitCodeOfTheTasksOwnIsReported() {
        JvmProcess child = workspace.start(() -> System.exit(42));
        ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, child::join);
        assertThat(failure.exitCode()).isEqualTo(42);
        assertThat(failure).hasMessageContaining("exit=42").hasMessageNotContaining("in the child");
    }

    @Test
    void whatCannotTravelIsRefusedBeforeAnythingStarts() {
        Object notSerializable = new Object();
        assertThatThrownBy(() -> JvmProcess.start(() -> notSerializable.notifyAll()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JvmProcessTest")
                .hasMessageContaining("java.lang.Object")
                .hasMessageContaining("must be Serializable");
    }

    @Test
    void whatIsCapturedTravels() throws Exception {
        String file = workspace.path().toString();
        List<Integer> numbers = List.of(1, 2, 3);
        workspace
                .start(() -> signal(file, numbers.stream().mapToInt(n -> n).sum()))
                .join();
        assertThat(signal.get()).isEqualTo(6);
    }

    @Test
    void aKilledChildEndsWithCode137() {
        String file = workspace.path().toString();
        JvmProcess child = workspace.start(() -> {
            signal(file, 1);
            Await.until("killed", () -> false);
        });
        Await.until("the child runs", () -> signal.get() == 1);
        assertThat(child.isAlive()).isTrue();
        assertThatThrownBy(child::exitCode)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("process=" + child.pid())
                .hasMessageContaining("still running");
        child.kill();
        ChildFailedException failure = catchThrowableOfType(ChildFailedException.class, child::join);
        assertThat(failure.exitCode()).isEqualTo(137);
        child.kill();
    }

    @Test
    void joinWithATimeoutReturnsNoEarlierWhileTheChildRuns() throws Exception {
        String file = workspace.path().toString();
        JvmProcess child = workspace.start(() -> {
            ShmLong go = Workspace.attach(file).longValue("go");
            Await.until("told to go", () -> go.get() == 1);
        });
        long startNs = System.nanoTime();
        assertThat(child.join(Duration.ofMillis(50))).isFalse();
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(50_000_000);
        assertThat(child.join(Duration.ZERO)).isFalse();
        assertThat(child.join(Duration.ofMillis(-1))).isFalse();
        region.longValue("go").set(1);
        assertThat(child.join(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aMainClassGetsItsArgumentsAndTheJvmItsOptions() throws Exception {
        String file = workspace.path().toString();
        JvmProcess child =
                workspace.keep(JvmProcess.start(Main.class, List.of("-Dtest.number=7"), List.of(file, "a b", "")));
        child.join();
        assertThat(signal.get()).isEqualTo(7 + 2);
        workspace.keep(JvmProcess.start(Main.class, file)).join();
        assertThat(signal.get()).isEqualTo(-1);
    }

    /** A main class need not be public. */
    static final class Main {
        public static void main(String[] arguments) {
            boolean asSaid = arguments.length == 3 && arguments[1].equals("a b") && arguments[2].isEmpty();
            signal(arguments[0], Integer.getInteger("test.number", -3) + (asSaid ? 2 : 2 * arguments.length));
        }
    }

    @Test
    void theWaysOfInterlockAreTheChildsToo() throws Exception {
        String file = workspace.path().toString();
        String here = String.valueOf(System.getProperty("interlock.native"));
        workspace
                .start(() -> {
                    String there = String.valueOf(System.getProperty("interlock.native"));
                    signal(file, there.equals(here) ? 1 : -1);
                })
                .join();
        assertThat(signal.get()).isEqualTo(1);
    }

    @Test
    void joinMayWaitForEver() throws Exception {
        JvmProcess child = workspace.start(() -> {});
        assertThat(child.join(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(child.join(Duration.ofSeconds(Long.MIN_VALUE))).isTrue();
    }

    @Test
    void anInterruptEndsJoinAndNotTheChild() throws Exception {
        ShmEvent go = region.event("go");
        JvmProcess child = workspace.start(() -> go.await());
        for (TestThread.Action join :
                List.<TestThread.Action>of(child::join, () -> child.join(Duration.ofMinutes(1)))) {
            TestThread<Boolean> joining =
                    TestThread.run(() -> assertThatThrownBy(join::run).isInstanceOf(InterruptedException.class));
            Await.until("it joins", () -> joining.isIn("join"));
            joining.interrupt();
            joining.join();
        }
        assertThat(child.isAlive()).isTrue();
        go.set();
        child.join();
    }

    @Test
    void noFileIsLeftWhicheverWayAChildEnds() throws Exception {
        Set<Path> before = channelFiles();
        JvmProcess returns = workspace.start(() -> {});
        JvmProcess fails = workspace.start(JvmProcessTest::fail);
        JvmProcess killedAtOnce = workspace.start(() -> {});
        killedAtOnce.kill();
        String longPath = System.getProperty("java.class.path") + (File.pathSeparator + "missing").repeat(10_000);
        JvmProcess hasArguments =
                workspace.keep(JvmProcess.builder().classPath(longPath).start(() -> {}));
        JvmProcess doesNotStart = workspace.start(() -> {}, "-XX:NoSuchOption");
        assertThatThrownBy(() -> JvmProcess.builder()
                        .output(workspace.directory().resolve("missing").resolve("output"))
                        .start(() -> {}))
                .isInstanceOf(IllegalStateException.class);
        Set<Path> ours = channelFiles();
        ours.removeAll(before);
        returns.join();
        hasArguments.join();
        assertThatThrownBy(doesNotStart::join).isInstanceOf(ChildFailedException.class);
        assertThatThrownBy(fails::join).isInstanceOf(ChildFailedException.class);
        assertThatThrownBy(killedAtOnce::join).isInstanceOf(ChildFailedException.class);
        for (Path channelFile : ours) {
            Await.until(channelFile + " is gone", () -> !Files.exists(channelFile));
        }
    }

    private static Set<Path> channelFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            Set<Path> found = new HashSet<>();
            files.filter(file -> file.getFileName().toString().startsWith("interlock-start-"))
                    .forEach(found::add);
            return found;
        }
    }

    private static void signal(String file, long value) {
        try (Region region = Workspace.attach(file)) {
            region.longValue("signal").set(value);
        }
    }
}
