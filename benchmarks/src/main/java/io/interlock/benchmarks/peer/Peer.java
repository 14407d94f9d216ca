package io.interlock.benchmarks.peer;

import java.util.Locale;

/**
 * A primitive as a library has it.
 *
 * @param label its name in results, parameter {@code implementation}; unique among those of the primitive
 */
public record Peer(PrimitiveKind kind, String label, Host host, Library library) {

    /** What the workers are. */
    public enum Host {
        /** Threads of the JMH fork. */
        THREADS,
        /** The JMH fork and further JVMs. */
        JVMS,
        /** Processes of another program; the fork only coordinates. */
        PROGRAMS
    }

    /** True for what runs in JVMs. */
    public boolean isJava() {
        return host != Host.PROGRAMS;
    }

    /** A death that leaves the others alive takes processes. */
    public boolean hasProcesses() {
        return host != Host.THREADS;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + label;
    }
}
