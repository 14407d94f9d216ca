package io.interlock.reports.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How implementations are called, and their order everywhere. Unknown ones keep their names and come last. */
public final class Implementations {

    /** The one that the others are compared with. */
    public static final String OURS = "interlock";
    /** Threads of one process: a bound, not a peer for processes. */
    public static final String ONE_PROCESS = "reentrant-lock";

    private static final Map<String, String> NAMES = names();
    private static final List<String> ORDER = new ArrayList<>(NAMES.keySet());

    private Implementations() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(OURS, "Interlock");
        names.put("interlock-portable", "Interlock (portable fallback)");
        names.put("interlock-reentrant", "Interlock (reentrant)");
        names.put("c", "POSIX (C)");
        names.put("c-pthread-robust", "pthread robust (C)");
        names.put("jna-pthread-robust", "pthread robust (JNA)");
        names.put("file-channel", "FileChannel.lock");
        names.put("c-pthread-normal", "pthread normal (C)");
        names.put("jna-pthread-normal", "pthread normal (JNA)");
        names.put("python", "Python multiprocessing.Lock");
        names.put(ONE_PROCESS, "ReentrantLock (one process)");
        names.put("reference", "Physical limit");
        return names;
    }

    public static String name(String implementation) {
        return NAMES.getOrDefault(implementation, implementation);
    }

    public static Comparator<String> order() {
        return Comparator.<String>comparingInt(name -> ORDER.contains(name) ? ORDER.indexOf(name) : ORDER.size())
                .thenComparing(Comparator.naturalOrder());
    }
}
