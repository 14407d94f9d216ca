package io.interlock.memory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is left to do when the JVM exits; one shutdown hook for all of it, from the first call on. */
final class AtExit {

    private static final Set<Runnable> ACTIONS = ConcurrentHashMap.newKeySet();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "interlock-exit"));
        } catch (IllegalStateException e) {
            // First used while the JVM exits: it leaves as a killed one does.
        }
    }

    private AtExit() {}

    static void run(Runnable action) {
        ACTIONS.add(action);
    }

    /** True if it was still to be run. */
    static boolean forget(Runnable action) {
        return ACTIONS.remove(action);
    }

    private static void runAll() {
        for (Runnable action : ACTIONS) {
            if (forget(action)) {
                action.run();
            }
        }
    }
}
