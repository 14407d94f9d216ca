package io.interlock.internal.directory;

import java.lang.ref.PhantomReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Region files that this process does not use any more, and whose mappings the garbage collector has still to undo. Java offers
 * no other way that stays safe when somebody has kept a primitive. A program that opens and closes many regions makes so little
 * garbage that the collector would not run for long: so this asks for a collection when there are many, as the JDK does for
 * direct buffers. Without effect under {@code -XX:+DisableExplicitGC}.
 */
final class DroppedMappings {

    private static final int MAX_FILES = 32;
    private static final long MAX_BYTES = 256L << 20;

    private static final List<Dropped> DROPPED = new ArrayList<>();

    private static int maxFiles = MAX_FILES;
    private static long maxBytes = MAX_BYTES;

    private DroppedMappings() {}

    /** The file was closed, and nothing in this process leads to it unless the program has kept it. */
    static synchronized void add(RegionRuntime file) {
        DROPPED.add(new Dropped(file));
        if (!isTooMuch()) {
            return;
        }
        forgetCollected();
        if (isTooMuch()) {
            System.gc();
            forgetCollected();
        }
        // What the program has kept is not asked for again at each close.
        maxFiles = Math.max(MAX_FILES, 2 * DROPPED.size());
        maxBytes = Math.max(MAX_BYTES, 2 * bytes());
    }

    private static boolean isTooMuch() {
        return DROPPED.size() >= maxFiles || bytes() >= maxBytes;
    }

    private static long bytes() {
        return DROPPED.stream().mapToLong(dropped -> dropped.bytes).sum();
    }

    /** The collector clears a reference at once; that the reference handler has then to enqueue it matters to nobody here. */
    private static void forgetCollected() {
        DROPPED.removeIf(dropped -> dropped.refersTo(null));
    }

    private static final class Dropped extends PhantomReference<RegionRuntime> {
        final long bytes;

        Dropped(RegionRuntime file) {
            super(file, null);
            this.bytes = file.backedBytes();
        }
    }
}
