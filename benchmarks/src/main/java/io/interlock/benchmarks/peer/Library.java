package io.interlock.benchmarks.peer;

import io.interlock.benchmarks.harness.RunFiles;
import io.interlock.benchmarks.harness.driver.AttachDriver;
import io.interlock.benchmarks.harness.driver.Driver;
import io.interlock.benchmarks.peer.Peer.Host;
import java.nio.file.Path;
import java.util.List;

/**
 * A library, another language or a facility of the platform, with all primitives that it is measured as. A new one is a class
 * like this and a line in {@link Peers}.
 *
 * <p>A worker's JVM loads the classes of all libraries: whatever they need of the library itself belongs in a nested class, which
 * is loaded only when it is used.
 */
public abstract class Library {

    /** Its peers, each primitive's in the order in which results show them. */
    public abstract List<Peer> peers();

    /** One that threads of one process share: no peer between processes, but a bound. */
    protected final Peer threads(PrimitiveKind kind, String label) {
        return new Peer(kind, label, Host.THREADS, this);
    }

    /** One that JVMs share. */
    protected final Peer jvms(PrimitiveKind kind, String label) {
        return new Peer(kind, label, Host.JVMS, this);
    }

    /** One that programs of another language share. */
    protected final Peer programs(PrimitiveKind kind, String label) {
        return new Peer(kind, label, Host.PROGRAMS, this);
    }

    /** Of peers in JVMs: opens the primitive for a process. */
    public Driver open(Peer peer, TrialContext trial) {
        throw new IllegalArgumentException(peer + ": does not run in a JVM");
    }

    /**
     * Of regions: what a process attaches to.
     *
     * @param file of the memory itself
     * @param first true in the process that is to make it
     */
    public AttachDriver attaching(Peer peer, Path file, boolean first) {
        throw new IllegalArgumentException(peer + ": nothing to attach");
    }

    /** Of programs: the commands that start all workers of a trial, in their order; one command may start them all. */
    public List<List<String>> commands(Peer peer, RunFiles files, Path controlFile, int workers) {
        throw new IllegalArgumentException(peer + ": no program");
    }

    /**
     * Makes ready what the peers need.
     *
     * @throws MissingToolException if they cannot run here
     */
    public void require(RunFiles files) {}
}
