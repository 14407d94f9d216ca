package io.interlock.benchmarks.suite;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.peer.Library;
import io.interlock.benchmarks.peer.MissingToolException;
import io.interlock.benchmarks.peer.Peer;
import io.interlock.benchmarks.peer.Peers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A peer that cannot run here. The names are those of the result format.
 *
 * @param benchmarks classes that lack it
 */
record SkippedPeer(String implementation, List<String> benchmarks, String reason, String hint) {

    /** Makes every peer ready, and says which could not be. */
    static List<SkippedPeer> findOut(RunFiles files) {
        Map<Library, MissingToolException> missing = new HashMap<>();
        Map<String, SkippedPeer> skipped = new LinkedHashMap<>();
        Set<Library> ready = new HashSet<>();
        for (Peer peer : Peers.all()) {
            Library library = peer.library();
            if (ready.add(library)) {
                try {
                    library.require(files);
                } catch (MissingToolException e) {
                    missing.put(library, e);
                }
            }
            MissingToolException reason = missing.get(library);
            if (reason != null) {
                skipped.computeIfAbsent(
                                peer.label(),
                                label -> new SkippedPeer(label, new ArrayList<>(), reason.reason(), reason.hint()))
                        .benchmarks()
                        .add(simpleName(peer));
            }
        }
        return List.copyOf(skipped.values());
    }

    private static String simpleName(Peer peer) {
        String benchmark = peer.kind().benchmark();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }
}
