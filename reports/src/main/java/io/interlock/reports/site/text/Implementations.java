package io.interlock.reports.site.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names and order of implementations. Unknown ones keep their names and come last. */
public final class Implementations {

    /** The implementation with which the others are compared. */
    public static final String OURS = "interlock";
    /** Threads of one process: a bound, not a peer for processes. */
    private static final Set<String> ONE_PROCESS = Set.of("reentrant-lock", "one-process", "one-process-linked");

    /** Two C processes that spin on two words, the fastest possible hand-over. */
    public static final String SPIN = "c-spin";

    private static final Map<String, String> NAMES = names();
    private static final List<String> ORDER = new ArrayList<>(NAMES.keySet());

    private Implementations() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(OURS, "Interlock");
        names.put("interlock-portable", "Interlock (portable fallback)");
        names.put("interlock-returning", "Interlock (permits return)");
        names.put("interlock-single", "Interlock (single consumer)");
        names.put("interlock-copying", "Interlock (copying)");
        names.put("interlock-in-place", "Interlock (in place)");
        names.put("c-pthread-robust", "pthread robust (C)");
        names.put("jna-pthread-robust", "pthread robust (JNA)");
        names.put("file-channel", "FileChannel.lock");
        names.put("c-pthread-normal", "pthread normal (C)");
        names.put("c-pthread-recursive-robust", "pthread recursive robust (C)");
        names.put("c-pthread-recursive", "pthread recursive (C)");
        names.put("c-sem", "sem_t (C)");
        names.put("boost-mutex", "Boost interprocess_mutex (C++)");
        names.put("boost-recursive-mutex", "Boost interprocess_recursive_mutex (C++)");
        names.put("boost-sharable-mutex", "Boost interprocess_sharable_mutex (C++)");
        names.put("boost-semaphore", "Boost interprocess_semaphore (C++)");
        names.put("boost-condition", "Boost interprocess_condition (C++)");
        names.put("boost-message-queue", "Boost message_queue (C++)");
        names.put("c-pthread-cond", "pthread condition (C)");
        names.put("c-pthread-barrier", "pthread barrier (C)");
        names.put("c-pthread-rwlock", "pthread rwlock (C)");
        names.put("c-fetch-add", "fetch-add (C)");
        names.put("var-handle", "VarHandle on mapped memory");
        names.put("jna-pthread-normal", "pthread normal (JNA)");
        names.put("agrona-many-to-one", "Agrona ManyToOneRingBuffer");
        names.put("agrona-one-to-one", "Agrona OneToOneRingBuffer");
        names.put("aeron-ipc", "Aeron IPC");
        names.put("chronicle-queue", "Chronicle Queue");
        names.put("chronicle-map", "Chronicle Map");
        names.put("lmdb", "LMDB (lmdbjava)");
        names.put("c-pipe", "pipe(2) (C)");
        names.put("python", "Python multiprocessing");
        names.put("python-simple", "Python SimpleQueue");
        names.put("reentrant-lock", "ReentrantLock (one process)");
        names.put("one-process", "java.util.concurrent (one process)");
        names.put("one-process-linked", "LinkedBlockingQueue (one process)");
        names.put(SPIN, "Limit: spinning (C)");
        names.put("c-futex", "Limit: futex (C)");
        names.put("reference", "Physical limit");
        return names;
    }

    public static String name(String implementation) {
        return NAMES.getOrDefault(implementation, implementation);
    }

    /** Threads of one process: a bound, not a peer for processes. */
    public static boolean isOneProcess(String implementation) {
        return ONE_PROCESS.contains(implementation);
    }

    public static Comparator<String> order() {
        return Comparator.<String>comparingInt(name -> ORDER.contains(name) ? ORDER.indexOf(name) : ORDER.size())
                .thenComparing(Comparator.naturalOrder());
    }
}
