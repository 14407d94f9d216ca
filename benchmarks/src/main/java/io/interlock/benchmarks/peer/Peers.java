package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.peer.interlock.Interlock;
import java.util.ArrayList;
import java.util.List;

/** Everything that is compared. */
public final class Peers {

    /** Ours first; a library's peers stand in this order everywhere. */
    private static final List<Library> LIBRARIES = List.of(
            new Interlock(),
            new JavaUtilConcurrent(),
            new FileChannelLock(),
            new MappedMemory(),
            new JnaPthreads(),
            new AgronaRings(),
            new AeronIpc(),
            new UnixSockets(),
            new TcpSockets(),
            new ChronicleQueues(),
            new ChronicleMaps(),
            new Lmdb(),
            new CPrograms(),
            new BoostPrograms(),
            new PythonPrograms());

    private static final List<Peer> ALL = sorted();

    private Peers() {}

    // Loops instead of streams, here and below: a JVM that attaches cold must not load more than it always did.
    private static List<Peer> sorted() {
        List<Peer> all = new ArrayList<>();
        for (PrimitiveKind kind : PrimitiveKind.values()) {
            for (Library library : LIBRARIES) {
                for (Peer peer : library.peers()) {
                    if (peer.kind() == kind) {
                        all.add(peer);
                    }
                }
            }
        }
        return all;
    }

    /** In the order of primitives. */
    public static List<Peer> all() {
        return List.copyOf(ALL);
    }

    /** Those of one primitive, ours first. */
    public static List<Peer> of(PrimitiveKind kind) {
        List<Peer> peers = new ArrayList<>();
        for (Peer peer : ALL) {
            if (peer.kind() == kind) {
                peers.add(peer);
            }
        }
        return peers;
    }

    /**
     * One peer of a primitive.
     *
     * @param label as in results
     */
    public static Peer find(PrimitiveKind kind, String label) {
        for (Peer peer : ALL) {
            if (peer.kind() == kind && peer.label().equals(label)) {
                return peer;
            }
        }
        throw new IllegalArgumentException("implementation=" + label + ": expected one of "
                + of(kind).stream().map(Peer::label).toList());
    }
}
