package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Python's {@code multiprocessing}: {@code worker.py} forks the workers, for its primitives go to children only. */
final class PythonPrograms extends Library {

    private static final String PYTHON = "python3";
    private static final List<String> SOURCES =
            List.of("control.h", "control.py", "window.py", "handoff.py", "collection.py");
    private static final String LABEL = "python";

    /** {@code SimpleQueue}, which has no thread of its own. */
    private static final String SIMPLE = "python-simple";

    @Override
    public List<Peer> peers() {
        return List.of(
                programs(PrimitiveKind.LOCK, LABEL),
                programs(PrimitiveKind.REENTRANT_LOCK, LABEL),
                programs(PrimitiveKind.SEMAPHORE, LABEL),
                programs(PrimitiveKind.EVENT, LABEL),
                programs(PrimitiveKind.CONDITION, LABEL),
                programs(PrimitiveKind.BARRIER, LABEL),
                programs(PrimitiveKind.VALUE, LABEL),
                programs(PrimitiveKind.ARRAY, LABEL),
                programs(PrimitiveKind.QUEUE, LABEL),
                programs(PrimitiveKind.QUEUE, SIMPLE),
                programs(PrimitiveKind.PIPE, LABEL),
                // A dict and a list of a Manager, which is another process.
                programs(PrimitiveKind.MAP, LABEL),
                programs(PrimitiveKind.LIST, LABEL));
    }

    @Override
    public List<List<String>> commands(Peer peer, RunFiles files, Path controlFile, int workers) {
        SOURCES.forEach(source -> PeerSources.unpack(files, source));
        return List.of(List.of(
                PYTHON,
                "-S",
                "-B",
                PeerSources.unpack(files, "worker.py").toString(),
                controlFile.toString(),
                peer.label().equals(SIMPLE)
                        ? "simple_queue"
                        : peer.kind().name().toLowerCase(Locale.ROOT),
                String.valueOf(ProcessHandle.current().pid())));
    }

    @Override
    public void require(RunFiles files) {
        Tool.Result result = Tool.run(PYTHON, "-S", "-c", "import multiprocessing.synchronize, mmap, ctypes, resource");
        if (result.exitCode() != 0) {
            throw new MissingToolException(
                    "no Python 3 with multiprocessing found", "install Python, for example: apt-get install python3");
        }
    }
}
