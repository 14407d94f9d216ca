package io.interlock.benchmarks.lock;

import io.interlock.benchmarks.control.ControlBlock;
import java.nio.file.Path;
import java.util.Arrays;

/** Everything that is compared, by the name it has in results. */
public enum Implementation {
    INTERLOCK("interlock", Kind.JVMS),
    INTERLOCK_PORTABLE("interlock-portable", Kind.JVMS),
    /** The same with a count of holds; beside the lock, it says what these cost. */
    INTERLOCK_REENTRANT("interlock-reentrant", Kind.JVMS),
    /** No peer but a bound: what one process's threads reach, without any sharing between processes. */
    REENTRANT_LOCK("reentrant-lock", Kind.THREADS),
    FILE_CHANNEL("file-channel", Kind.JVMS),
    JNA_PTHREAD_ROBUST("jna-pthread-robust", Kind.JVMS),
    JNA_PTHREAD_NORMAL("jna-pthread-normal", Kind.JVMS),
    C_PTHREAD_ROBUST("c-pthread-robust", Kind.C),
    C_PTHREAD_NORMAL("c-pthread-normal", Kind.C),
    PYTHON("python", Kind.PYTHON);

    /** Who the contenders are. */
    public enum Kind {
        /** Threads of the JMH fork. */
        THREADS,
        /** The JMH fork and further JVMs. */
        JVMS,
        /** Processes of a C program; the fork only coordinates. */
        C,
        /** Processes that one Python program forks; the JMH fork only coordinates. */
        PYTHON
    }

    private final String label;
    private final Kind kind;

    Implementation(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    public static Implementation of(String label) {
        for (Implementation implementation : values()) {
            if (implementation.label.equals(label)) {
                return implementation;
            }
        }
        String known = String.join(
                ", ", Arrays.stream(values()).map(Implementation::label).toList());
        throw new IllegalArgumentException("implementation=" + label + ": expected one of " + known);
    }

    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** True for what runs in JVMs. */
    public boolean isJava() {
        return kind == Kind.THREADS || kind == Kind.JVMS;
    }

    /** False for one whose waiting is another's. */
    public boolean isCompared() {
        return this != INTERLOCK_REENTRANT;
    }

    /** A death that leaves the others alive takes processes. */
    public boolean hasProcesses() {
        return kind != Kind.THREADS;
    }

    /**
     * The lock of a trial, for this process.
     *
     * @param controlFile files of the lock itself have this name with an ending
     * @param first true in the one process that is to create the lock
     */
    public LockDriver open(ControlBlock control, Path controlFile, boolean first) {
        return switch (this) {
            case INTERLOCK -> new InterlockDriver(beside(controlFile, "region"), first);
            case INTERLOCK_REENTRANT -> new InterlockReentrantDriver(beside(controlFile, "region"), first);
            case INTERLOCK_PORTABLE -> {
                System.setProperty("interlock.native", "false");
                yield new InterlockDriver(beside(controlFile, "region"), first);
            }
            case REENTRANT_LOCK -> new ReentrantLockDriver();
            case FILE_CHANNEL -> new FileChannelDriver(beside(controlFile, "lock"));
            case JNA_PTHREAD_ROBUST -> new PthreadDriver(control, true, first);
            case JNA_PTHREAD_NORMAL -> new PthreadDriver(control, false, first);
            case C_PTHREAD_ROBUST, C_PTHREAD_NORMAL, PYTHON ->
                throw new IllegalArgumentException("implementation=" + label + ": does not run in a JVM");
        };
    }

    private static Path beside(Path controlFile, String ending) {
        return controlFile.resolveSibling(controlFile.getFileName() + "-" + ending);
    }
}
