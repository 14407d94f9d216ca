package io.interlock.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Region files that this process does not use any more, and whose mappings the garbage collector has still to undo. Java offers
 * no other way that stays safe when somebody has kept a primitive. A program that opens and closes many regions makes so little
 * garbage that the collector would not run for long: so this asks for a collection when there are many, as the JDK does for
 * direct buffers. Without effect under {@code -XX:+DisableExplicitGC}.
 */
final class DroppedMappings {

    private static final int MAX_FILES = 32;
    private static final long MAX_BYTES = 256L << 20;
    private static final long PATIENCE_MS = 100;

    private static final ReferenceQueue<RegionFile> COLLECTED = new ReferenceQueue<>();
    private static final Map<Reference<?>, Long> DROPPED = new HashMap<>();

    private static int maxFiles = MAX_FILES;
    private static long maxBytes = MAX_BYTES;

    private DroppedMappings() {}

    /** The file was closed, and nothing in this process leads to it unless the program has kept it. */
    static synchronized void add(RegionFile file) {
        forget(COLLECTED.poll());
        DROPPED.put(new PhantomReference<>(file, COLLECTED), file.backedBytes());
        if (isTooMuch()) {
            collect();
            // What the program has kept is not asked for again at each close.
            maxFiles = Math.max(MAX_FILES, 2 * DROPPED.size());
            maxBytes = Math.max(MAX_BYTES, 2 * bytes());
        }
    }

    private static boolean isTooMuch() {
        return DROPPED.size() >= maxFiles || bytes() >= maxBytes;
    }

    private static long bytes() {
        return DROPPED.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void collect() {
        System.gc();
        try {
            forget(COLLECTED.remove(PATIENCE_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(@Nullable Reference<?> first) {
        for (Reference<?> collected = first; collected != null; collected = COLLECTED.poll()) {
            DROPPED.remove(collected);
        }
    }
}
