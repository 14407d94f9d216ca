package io.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.testing.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each example as a reader runs it: a JVM of its own, which prints what it should and nothing to standard error, ends with
 * exit code 0, and leaves no file behind, neither of a region (the workspace looks) nor of a start.
 */
@Tag("exhaustive")
class ExamplesTest {

    private static final List<String> WAYS =
            List.of("interlock.native", "interlock.futexWaitv", "interlock.membarrier");

    @RegisterExtension
    final Workspace workspace = new Workspace();

    @TempDir
    Path files;

    @Test
    void lockKeepsTheTwoLinesOfAProcessTogether() throws Exception {
        List<String> lines = run(LockExample.class);
        assertThat(lines).hasSize(6);
        for (int at = 0; at < lines.size(); at += 2) {
            String number = lines.get(at).substring(0, 1);
            assertThat(lines.subList(at, at + 2)).containsExactly(number + ": knock, knock", number + ": come in");
        }
    }

    @Test
    void reentrantLockIsTakenAgain() throws Exception {
        assertThat(run(ReentrantLockExample.class))
                .hasSize(5)
                .startsWith("deposit, holding the lock 2 times")
                .endsWith("balance: 40");
    }

    @Test
    void semaphoreAdmitsNeverMoreThanTwo() throws Exception {
        List<String> lines = run(SemaphoreExample.class);
        assertThat(lines).contains("0 is inside", "1 is inside", "2 is inside", "3 is inside", "4 is inside");
        assertThat(lines.get(5)).isIn("most at once: 1", "most at once: 2");
    }

    @Test
    void boundedSemaphoreGetsItsSeatsBackButNoMore() throws Exception {
        List<String> lines = run(BoundedSemaphoreExample.class);
        assertThat(lines)
                .hasSize(3)
                .startsWith("the child sits, free seats: 1", "it was killed, and both seats are ours");
        assertThat(lines.get(2)).startsWith("refused: ").contains("semaphore=seats permits=2+1");
    }

    @Test
    void namespaceIsReadAndChangedByAnotherProcess() throws Exception {
        assertThat(run(NamespaceExample.class)).containsExactly("serving localhost", "now on port 8081", "requests: 1");
    }

    @Test
    void wordsAreCountedByTwoProcesses() throws Exception {
        assertThat(run(MapExample.class)).containsExactly("{and=1, cat=2, hat=2, on=1, the=4}");
    }

    @Test
    void listHasWhatEachProcessAppended() throws Exception {
        assertThat(run(ListExample.class))
                .containsExactly("0: done by process 0", "1: done by process 1", "2: done by process 2");
    }

    @Test
    void everyNumberIsTakenOnce() throws Exception {
        assertThat(run(QueueExample.class)).containsExactly("no more", "no more", "sum: 4950");
    }

    @Test
    void pingsAreAnsweredUntilTheEnd() throws Exception {
        assertThat(run(PipeExample.class)).containsExactly("pong 0", "pong 1", "pong 2", "nobody asks any more");
    }

    @Test
    void eventComesAfterItsDelay() throws Exception {
        long startNs = System.nanoTime();
        assertThat(run(EventExample.class, "50")).containsExactly("waiting", "the event is set");
        assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void conditionIsSignalled() throws Exception {
        assertThat(run(ConditionExample.class)).containsExactly("cooked", "served", "dishes left: 0");
    }

    @Test
    void nobodyPassesTheBarrierBeforeAllHaveArrived() throws Exception {
        List<String> lines = run(BarrierExample.class);
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(0, 3)).containsExactlyInAnyOrder("0 arrives", "1 arrives", "2 arrives");
        assertThat(lines.get(3)).isEqualTo("the door opens");
        assertThat(lines.subList(4, 7)).containsExactlyInAnyOrder("0 goes on", "1 goes on", "2 goes on");
    }

    @Test
    void latchOpensWhenAllAreReady() throws Exception {
        List<String> lines = run(LatchExample.class);
        assertThat(lines).hasSize(4).endsWith("all are ready");
        assertThat(lines).contains("0 is ready", "1 is ready", "2 is ready");
    }

    @Test
    void readersNeverSeeHalfAMove() throws Exception {
        String clean = "half moved in 0 of 1000 reads";
        assertThat(run(ReadWriteLockExample.class)).containsExactly(clean, clean);
    }

    @Test
    void noIncrementIsLost() throws Exception {
        assertThat(run(ValueExample.class)).containsExactly("counter: 200");
    }

    @Test
    void arrayIsFilledByAll() throws Exception {
        assertThat(run(ArrayExample.class)).containsExactly("[0, 1, 4, 9, 16, 25, 36, 49, 64]");
    }

    @Test
    void processesGreetAndFail() throws Exception {
        List<String> lines = start(ProcessExample.class);
        String thrown = "java.lang.IllegalArgumentException: who?";
        assertThat(Files.readAllLines(files.resolve("errors")))
                .as("the stack trace of the child that fails")
                .first()
                .asString()
                .contains(thrown);
        assertThat(lines)
                .startsWith("hello world", "exit code: 0", "exit code: 1", "cause: " + thrown, thrown)
                .anyMatch(line -> line.contains("ProcessExample.greet(ProcessExample.java:"));
    }

    @Test
    void whatAKilledProcessLeftIsRepaired() throws Exception {
        assertThat(run(RecoveryExample.class)).containsExactly("left behind: 70 of 100", "repaired: 100 of 100");
    }

    private List<String> run(Class<?> example, String... arguments) throws IOException, InterruptedException {
        List<String> lines = start(example, arguments);
        assertThat(files.resolve("errors")).isEmptyFile();
        return lines;
    }

    private List<String> start(Class<?> example, String... arguments) throws IOException, InterruptedException {
        Path output = files.resolve("output");
        Path errors = files.resolve("errors");
        Process process = new ProcessBuilder(command(example, arguments))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the watchdog's minute sufficed")
                    .isTrue();
        } finally {
            process.destroyForcibly(); // with its children
        }
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(output);
    }

    private List<String> command(Class<?> example, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dinterlock.directory=" + workspace.directory());
        command.add("-Djava.io.tmpdir=" + workspace.directory());
        for (String way : WAYS) {
            String value = System.getProperty(way);
            if (value != null) {
                command.add("-D" + way + "=" + value);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), example.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
