package io.interlock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed in the middle of a window: no process and no file stays. */
@Tag("exhaustive")
@Timeout(120) // watchdog
class EndTest {

    private static final String JVM = "WorkerMain";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"interlock, WorkerMain", "c-pthread-normal, \"worker-c \"", "python, worker.py"})
    void workersAndFilesGoWhenThePlainProgramIsKilled(String implementation, String worker) throws Exception {
        Program program = Program.start(directory, endless(implementation));
        program.awaitDescendant(worker);
        List<ProcessHandle> all = program.process().descendants().toList();

        program.process().destroyForcibly();

        Program.awaitEnd(all);
        awaitNoFiles(program);
    }

    @Test
    void theProgramFailsWhenItsForkIsKilled() throws Exception {
        Program program = Program.start(directory, endless("interlock"));
        program.awaitDescendant(JVM);
        List<ProcessHandle> all = program.process().descendants().toList();

        program.awaitDescendant("ForkedMain").destroyForcibly();

        assertThat(program.exitCode()).isEqualTo(1);
        Program.awaitEnd(all);
        awaitNoFiles(program);
    }

    @Test
    void theProgramFailsWithItsOutputWhenAWorkerIsKilled() throws Exception {
        Program program = Program.start(directory, endless("interlock"));
        program.awaitDescendant(JVM).destroyForcibly();

        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.output()).contains("worker 1 (JVM), exit code 137");
        awaitNoFiles(program);
    }

    @Test
    void anInterruptEndsTheSuiteAndAllItStarted() throws Exception {
        Program program = Program.start(
                directory,
                "suite",
                "--profile",
                "full",
                "--include",
                "[.]LockBenchmark.contended.*=interlock,processes=4",
                "--results",
                "r");
        program.awaitDescendant(JVM);
        List<ProcessHandle> all = program.process().descendants().toList();

        new ProcessBuilder("kill", "-INT", String.valueOf(program.process().pid()))
                .start()
                .waitFor();

        int interrupted = 128 + 2;
        assertThat(program.exitCode()).isEqualTo(interrupted);
        assertThat(program.output()).contains("interrupted: no results").doesNotContain("FAILED");
        Program.awaitEnd(all);
        awaitNoFiles(program);
    }

    private static String[] endless(String implementation) {
        return new String[] {
            "[.]LockBenchmark.contended",
            "-p",
            "implementation=" + implementation,
            "-p",
            "processes=2",
            "-p",
            "load=empty",
            "-f",
            "1",
            "-wi",
            "0",
            "-r",
            "300s"
        };
    }

    /** The last process to end removes them, which may be a moment after its end was seen by others. */
    private static void awaitNoFiles(Program program) throws InterruptedException {
        while (!program.leftovers().isEmpty()) {
            Thread.sleep(5);
        }
    }
}
