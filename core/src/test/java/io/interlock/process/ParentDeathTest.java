package io.interlock.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.Region;
import io.interlock.sync.ShmEvent;
import io.interlock.testing.Await;
import io.interlock.testing.Workspace;
import io.interlock.value.ShmLong;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a child does when its parent ends: the parent here is itself a child, so that it can be killed. */
@Tag("exhaustive")
@Timeout(120) // watchdog
class ParentDeathTest {

    private static final long FOR_EVER_MS = 600_000;

    @RegisterExtension
    final Workspace workspace = new Workspace();

    private final Region region = workspace.open();

    /** The grandchild's process id. */
    private final ShmLong pid = region.longValue("pid");

    private final ShmEvent goOn = region.event("go-on");

    @AfterEach
    void endGrandchild() {
        ProcessHandle.of(pid.get()).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aChildEndsWhenItsParentIsKilled() {
        JvmProcess parent = workspace.start(startsAndWaits(pid, task -> JvmProcess.start(task)));
        Await.until("the grandchild runs", () -> pid.get() != 0);
        Workspace.kill(parent);
        Await.until("the grandchild has ended", () -> !grandchildRuns());
    }

    @Test
    void aChildThatIsBusyEndsWhenItsParentIsKilled() {
        ShmLong running = pid;
        JvmProcess parent = workspace.start(() -> {
            JvmProcess child = JvmProcess.start(
                    () -> {
                        for (int i = 0; i < 3; i++) {
                            Thread spinner = new Thread(ParentDeathTest::makeGarbage);
                            spinner.start();
                        }
                        running.set(ProcessHandle.current().pid());
                        makeGarbage();
                    },
                    "-Xmx32m");
            child.join();
        });
        Await.until("the grandchild runs", () -> pid.get() != 0);
        Workspace.kill(parent);
        Await.until("the grandchild has ended", () -> !grandchildRuns());
    }

    private static void makeGarbage() {
        byte[][] kept = new byte[200][];
        for (int i = 0; ; i++) {
            kept[i % kept.length] = new byte[10_000];
        }
    }

    /** Nothing of a stopped process runs, so this is the kernel's doing: as in the longest garbage collection. */
    @Test
    void aChildThatIsStoppedEndsWhenItsParentIsKilled() throws Exception {
        Assumptions.assumeFalse("false".equals(System.getProperty("interlock.native")));
        ShmLong running = pid;
        JvmProcess parent = workspace.start(() -> {
            JvmProcess.start(() -> {
                Await.until(
                        "the kernel is asked",
                        () -> Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().equals("interlock-parent-watch-kernel")));
                running.set(ProcessHandle.current().pid());
                Thread.sleep(FOR_EVER_MS);
            });
            Thread.sleep(FOR_EVER_MS);
        });
        Await.until("the grandchild runs", () -> pid.get() != 0);
        assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(pid.get()))
                        .start()
                        .waitFor())
                .isZero();
        Workspace.kill(parent);
        Await.until("the grandchild has ended", () -> !grandchildRuns());
    }

    @Test
    void aDaemonEndsWhenItsParentEndsByItself() throws Exception {
        ShmLong running = pid;
        workspace
                .keep(JvmProcess.start(Returns.class, region.path().toString(), "daemon"))
                .join();
        assertThat(running.get()).isNotZero();
        Await.until("the grandchild has ended", () -> !grandchildRuns());
    }

    @Test
    void theParentOfAChildThatIsNoDaemonWaitsForIt() throws Exception {
        JvmProcess parent =
                workspace.keep(JvmProcess.start(Returns.class, region.path().toString(), "awaited"));
        Await.until(
                "the parent's main has returned", () -> region.event("returned").isSet());
        assertThat(parent.join(Duration.ofMillis(300))).isFalse();
        assertThat(grandchildRuns()).isTrue();
        goOn.set();
        parent.join();
        assertThat(region.event("finished").isSet()).isTrue();
    }

    @Test
    void aChildThatIsNoDaemonEndsWhenItsParentIsKilled() {
        JvmProcess parent =
                workspace.keep(JvmProcess.start(Returns.class, region.path().toString(), "awaited"));
        Await.until("the grandchild runs", () -> pid.get() != 0);
        Workspace.kill(parent);
        Await.until("the grandchild has ended", () -> !grandchildRuns());
    }

    @Test
    void aChildThatOutlivesItsParentGoesOn() throws Exception {
        JvmProcess parent = workspace.start(startsAndWaits(
                pid, task -> JvmProcess.builder().outlivesParent().start(task)));
        Await.until("the grandchild runs", () -> pid.get() != 0);
        Workspace.kill(parent);
        goOn.set();
        // Only a grandchild that still runs finishes.
        Await.until(
                "the grandchild has finished", () -> region.event("finished").isSet());
        Await.until("the grandchild has ended", () -> !grandchildRuns());
    }

    @Test
    void aChildGoesOnWhenNobodyRefersToItAnyMore() throws Exception {
        ShmLong running = pid;
        ShmEvent go = goOn;
        ShmEvent finished = region.event("finished");
        JvmProcess.start(() -> {
            running.set(ProcessHandle.current().pid());
            go.await();
            finished.set();
        });
        Await.until("the child runs", () -> pid.get() != 0);
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        goOn.set();
        finished.await();
    }

    private interface Start extends Serializable {
        JvmProcess start(SerializableRunnable task);
    }

    private SerializableRunnable startsAndWaits(ShmLong running, Start start) {
        ShmEvent go = goOn;
        ShmEvent finished = region.event("finished");
        return () -> {
            start.start(() -> {
                running.set(ProcessHandle.current().pid());
                go.await();
                finished.set();
            });
            Thread.sleep(FOR_EVER_MS);
        };
    }

    /** A parent whose main returns. */
    static final class Returns {
        public static void main(String[] arguments) {
            Region region = Workspace.attach(arguments[0]);
            ShmLong running = region.longValue("pid");
            ShmEvent go = region.event("go-on");
            ShmEvent finished = region.event("finished");
            JvmProcess.builder().daemon(arguments[1].equals("daemon")).start(() -> {
                running.set(ProcessHandle.current().pid());
                go.await();
                finished.set();
            });
            Await.until("the child runs", () -> running.get() != 0);
            region.event("returned").set();
        }
    }

    private boolean grandchildRuns() {
        Optional<ProcessHandle> grandchild = ProcessHandle.of(pid.get());
        return grandchild.isPresent() && grandchild.get().isAlive();
    }
}
