package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.lock.Implementation;
import io.interlock.benchmarks.peer.CPeer;
import io.interlock.benchmarks.peer.HandOffPeer;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.peer.PythonPeer;
import io.interlock.benchmarks.run.RunFiles;
import java.util.ArrayList;
import java.util.List;

/** An implementation that cannot run here. The names are those of the result format. */
record Skipped(String implementation, String reason, String hint) {

    /** Makes every peer ready, and says which could not be. */
    static List<Skipped> findOut(RunFiles files) {
        List<Skipped> skipped = new ArrayList<>();
        for (Implementation implementation : Implementation.values()) {
            try {
                switch (implementation.kind()) {
                    case THREADS, JVMS -> {}
                    case C -> CPeer.executable(files);
                    case PYTHON -> PythonPeer.requireUsable();
                }
            } catch (MissingToolException e) {
                skipped.add(new Skipped(implementation.label(), e.reason(), e.hint()));
            }
        }
        try {
            HandOffPeer.executable(files);
        } catch (MissingToolException e) {
            skipped.add(new Skipped(HandOffPeer.LABEL, e.reason(), e.hint()));
        }
        return skipped;
    }
}
