package io.interlock.benchmarks.driver;

import java.util.EnumSet;
import java.util.Set;

/** Everything that is compared, by the primitive that it is and the name that it has in results. */
public enum Implementation {
    INTERLOCK(Subject.LOCK, "interlock", Kind.JVMS),
    INTERLOCK_PORTABLE(Subject.LOCK, "interlock-portable", Kind.JVMS),
    /** No peer but a bound: what one process's threads reach, without any sharing between processes. */
    REENTRANT_LOCK(Subject.LOCK, "reentrant-lock", Kind.THREADS),
    FILE_CHANNEL(Subject.LOCK, "file-channel", Kind.JVMS),
    JNA_PTHREAD_ROBUST(Subject.LOCK, "jna-pthread-robust", Kind.JVMS),
    JNA_PTHREAD_NORMAL(Subject.LOCK, "jna-pthread-normal", Kind.JVMS),
    C_PTHREAD_ROBUST(Subject.LOCK, "c-pthread-robust", Kind.C),
    C_PTHREAD_NORMAL(Subject.LOCK, "c-pthread-normal", Kind.C),
    LOCK_BOOST(Subject.LOCK, "boost-mutex", Kind.C),
    PYTHON(Subject.LOCK, "python", Kind.PYTHON),

    REENTRANT(Subject.REENTRANT_LOCK, "interlock", Kind.JVMS),
    REENTRANT_PORTABLE(Subject.REENTRANT_LOCK, "interlock-portable", Kind.JVMS),
    REENTRANT_JAVA(Subject.REENTRANT_LOCK, "reentrant-lock", Kind.THREADS),
    REENTRANT_C_ROBUST(Subject.REENTRANT_LOCK, "c-pthread-recursive-robust", Kind.C),
    REENTRANT_C(Subject.REENTRANT_LOCK, "c-pthread-recursive", Kind.C),
    REENTRANT_BOOST(Subject.REENTRANT_LOCK, "boost-recursive-mutex", Kind.C),
    REENTRANT_PYTHON(Subject.REENTRANT_LOCK, "python", Kind.PYTHON),

    SEMAPHORE(Subject.SEMAPHORE, "interlock", Kind.JVMS),
    SEMAPHORE_PORTABLE(Subject.SEMAPHORE, "interlock-portable", Kind.JVMS),
    /** Bounded, and its permits return when their holder dies. */
    SEMAPHORE_RETURNING(Subject.SEMAPHORE, "interlock-returning", Kind.JVMS),
    SEMAPHORE_JAVA(Subject.SEMAPHORE, "one-process", Kind.THREADS),
    SEMAPHORE_C(Subject.SEMAPHORE, "c-sem", Kind.C),
    SEMAPHORE_BOOST(Subject.SEMAPHORE, "boost-semaphore", Kind.C),
    SEMAPHORE_PYTHON(Subject.SEMAPHORE, "python", Kind.PYTHON),

    EVENT(Subject.EVENT, "interlock", Kind.JVMS),
    EVENT_PORTABLE(Subject.EVENT, "interlock-portable", Kind.JVMS),
    EVENT_C(Subject.EVENT, "c-pthread-cond", Kind.C),
    EVENT_PYTHON(Subject.EVENT, "python", Kind.PYTHON),

    CONDITION(Subject.CONDITION, "interlock", Kind.JVMS),
    CONDITION_PORTABLE(Subject.CONDITION, "interlock-portable", Kind.JVMS),
    CONDITION_JAVA(Subject.CONDITION, "one-process", Kind.THREADS),
    CONDITION_C(Subject.CONDITION, "c-pthread-cond", Kind.C),
    CONDITION_BOOST(Subject.CONDITION, "boost-condition", Kind.C),
    CONDITION_PYTHON(Subject.CONDITION, "python", Kind.PYTHON),

    BARRIER(Subject.BARRIER, "interlock", Kind.JVMS),
    BARRIER_PORTABLE(Subject.BARRIER, "interlock-portable", Kind.JVMS),
    BARRIER_JAVA(Subject.BARRIER, "one-process", Kind.THREADS),
    BARRIER_C(Subject.BARRIER, "c-pthread-barrier", Kind.C),
    BARRIER_PYTHON(Subject.BARRIER, "python", Kind.PYTHON),

    READ_WRITE(Subject.READ_WRITE_LOCK, "interlock", Kind.JVMS),
    READ_WRITE_PORTABLE(Subject.READ_WRITE_LOCK, "interlock-portable", Kind.JVMS),
    READ_WRITE_JAVA(Subject.READ_WRITE_LOCK, "one-process", Kind.THREADS),
    READ_WRITE_C(Subject.READ_WRITE_LOCK, "c-pthread-rwlock", Kind.C),
    READ_WRITE_BOOST(Subject.READ_WRITE_LOCK, "boost-sharable-mutex", Kind.C),

    VALUE(Subject.VALUE, "interlock", Kind.JVMS),
    VALUE_JAVA(Subject.VALUE, "one-process", Kind.THREADS),
    VALUE_MAPPED(Subject.VALUE, "var-handle", Kind.JVMS),
    VALUE_C(Subject.VALUE, "c-fetch-add", Kind.C),
    VALUE_PYTHON(Subject.VALUE, "python", Kind.PYTHON),

    ARRAY(Subject.ARRAY, "interlock", Kind.JVMS),
    ARRAY_JAVA(Subject.ARRAY, "one-process", Kind.THREADS),
    ARRAY_MAPPED(Subject.ARRAY, "var-handle", Kind.JVMS),
    ARRAY_C(Subject.ARRAY, "c-fetch-add", Kind.C),
    ARRAY_PYTHON(Subject.ARRAY, "python", Kind.PYTHON),

    LATCH(Subject.LATCH, "interlock", Kind.JVMS),
    LATCH_JAVA(Subject.LATCH, "one-process", Kind.THREADS),
    LATCH_C(Subject.LATCH, "c-fetch-add", Kind.C),

    REGION(Subject.REGION, "interlock", Kind.JVMS),
    REGION_PORTABLE(Subject.REGION, "interlock-portable", Kind.JVMS),
    REGION_MAPPED(Subject.REGION, "var-handle", Kind.JVMS),

    QUEUE(Subject.QUEUE, "interlock", Kind.JVMS),
    /** For one producer, as far as there is one, and one consumer. */
    QUEUE_SINGLE(Subject.QUEUE, "interlock-single", Kind.JVMS),
    QUEUE_AGRONA(Subject.QUEUE, "agrona-many-to-one", Kind.JVMS),
    QUEUE_CHRONICLE(Subject.QUEUE, "chronicle-queue", Kind.JVMS),
    QUEUE_BOOST(Subject.QUEUE, "boost-message-queue", Kind.C),
    QUEUE_JAVA(Subject.QUEUE, "one-process", Kind.THREADS),
    QUEUE_JAVA_LINKED(Subject.QUEUE, "one-process-linked", Kind.THREADS),
    QUEUE_PYTHON(Subject.QUEUE, "python", Kind.PYTHON),
    /** {@code SimpleQueue}, which has no thread of its own. */
    QUEUE_PYTHON_SIMPLE(Subject.QUEUE, "python-simple", Kind.PYTHON),

    /** Messages are written and read where they stand, as the other libraries do it. */
    PIPE(Subject.PIPE, "interlock", Kind.JVMS),
    /** By arrays. */
    PIPE_COPYING(Subject.PIPE, "interlock-copying", Kind.JVMS),
    PIPE_AGRONA(Subject.PIPE, "agrona-one-to-one", Kind.JVMS),
    PIPE_AERON(Subject.PIPE, "aeron-ipc", Kind.JVMS),
    PIPE_C(Subject.PIPE, "c-pipe", Kind.C),
    PIPE_PYTHON(Subject.PIPE, "python", Kind.PYTHON),

    MAP(Subject.MAP, "interlock", Kind.JVMS),
    /** Values are read where they stand, and replaced unread. */
    MAP_IN_PLACE(Subject.MAP, "interlock-in-place", Kind.JVMS),
    MAP_CHRONICLE(Subject.MAP, "chronicle-map", Kind.JVMS),
    MAP_LMDB(Subject.MAP, "lmdb", Kind.JVMS),
    MAP_JAVA(Subject.MAP, "one-process", Kind.THREADS),
    /** A dict of a {@code Manager}, which is another process. */
    MAP_PYTHON(Subject.MAP, "python", Kind.PYTHON),

    LIST(Subject.LIST, "interlock", Kind.JVMS),
    LIST_PYTHON(Subject.LIST, "python", Kind.PYTHON),

    SPIN(Subject.REFERENCE, "c-spin", Kind.C),
    FUTEX(Subject.REFERENCE, "c-futex", Kind.C);

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

    /** A Java Virtual Machine is portable or not; others of the same JVM would be too. */
    private static final Set<Implementation> PORTABLE = EnumSet.of(
            INTERLOCK_PORTABLE,
            REENTRANT_PORTABLE,
            SEMAPHORE_PORTABLE,
            EVENT_PORTABLE,
            CONDITION_PORTABLE,
            BARRIER_PORTABLE,
            READ_WRITE_PORTABLE,
            REGION_PORTABLE);

    private static final Set<Subject> NOT_EXCLUSIVE =
            EnumSet.of(Subject.READ_WRITE_LOCK, Subject.VALUE, Subject.ARRAY, Subject.LATCH);

    private final Subject subject;
    private final String label;
    private final Kind kind;

    Implementation(Subject subject, String label, Kind kind) {
        this.subject = subject;
        this.label = label;
        this.kind = kind;
    }

    public Subject subject() {
        return subject;
    }

    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it makes its whole JVM do without native calls. */
    public boolean isPortable() {
        return PORTABLE.contains(this);
    }

    /** Of Boost.Interprocess, which the C program is linked with where it is there. */
    public boolean isBoost() {
        return label.startsWith("boost-");
    }

    /** Whether one at a time holds it, so that one can say who was the last. */
    public boolean excludes() {
        return !NOT_EXCLUSIVE.contains(subject) && !subject.isCollection();
    }

    /** True for what runs in JVMs. */
    public boolean isJava() {
        return kind == Kind.THREADS || kind == Kind.JVMS;
    }

    /** A death that leaves the others alive takes processes. */
    public boolean hasProcesses() {
        return kind != Kind.THREADS;
    }
}
