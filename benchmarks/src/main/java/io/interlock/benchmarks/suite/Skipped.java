package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.driver.Implementation;
import io.interlock.benchmarks.peer.CPeer;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.peer.PythonPeer;
import io.interlock.benchmarks.run.RunFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An implementation that cannot run here. The names are those of the result format.
 *
 * @param benchmarks classes that lack it
 */
record Skipped(String implementation, List<String> benchmarks, String reason, String hint) {

    /** Makes every peer ready, and says which could not be. */
    static List<Skipped> findOut(RunFiles files) {
        Map<String, Skipped> skipped = new LinkedHashMap<>();
        for (Implementation implementation : Implementation.values()) {
            try {
                switch (implementation.kind()) {
                    case THREADS, JVMS -> {}
                    case C -> CPeer.executable(files, implementation);
                    case PYTHON -> PythonPeer.requireUsable();
                }
            } catch (MissingToolException e) {
                skipped.computeIfAbsent(
                                implementation.label(),
                                label -> new Skipped(label, new ArrayList<>(), e.reason(), e.hint()))
                        .benchmarks()
                        .add(Plan.benchmark(implementation.subject()).getSimpleName());
            }
        }
        return List.copyOf(skipped.values());
    }
}
