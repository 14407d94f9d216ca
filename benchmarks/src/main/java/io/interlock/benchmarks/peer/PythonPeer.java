package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.run.RunFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Python's {@code multiprocessing}: {@code contender.py} forks the contenders, for its primitives go to children only. */
public final class PythonPeer {

    private static final String PYTHON = "python3";
    private static final List<String> SOURCES =
            List.of("control.h", "control.py", "window.py", "handoff.py", "collection.py");

    private PythonPeer() {}

    /** Starts all contenders of a trial. */
    public static List<String> command(RunFiles files, Path controlFile, Implementation implementation) {
        SOURCES.forEach(source -> PeerSources.unpack(files, source));
        Path program = PeerSources.unpack(files, "contender.py");
        return List.of(
                PYTHON,
                "-S",
                "-B",
                program.toString(),
                controlFile.toString(),
                implementation == Implementation.QUEUE_PYTHON_SIMPLE
                        ? "simple_queue"
                        : implementation.subject().name().toLowerCase(Locale.ROOT),
                String.valueOf(ProcessHandle.current().pid()));
    }

    /**
     * Makes sure that the command can run.
     *
     * @throws MissingToolException if there is no Python here that can
     */
    public static void requireUsable() {
        Tool.Result result = Tool.run(PYTHON, "-S", "-c", "import multiprocessing.synchronize, mmap, ctypes, resource");
        if (result.exitCode() != 0) {
            throw new MissingToolException(
                    "no Python 3 with multiprocessing found", "install Python, for example: apt-get install python3");
        }
    }
}
