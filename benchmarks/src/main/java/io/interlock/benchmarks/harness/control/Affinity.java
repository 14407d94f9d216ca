package io.interlock.benchmarks.harness.control;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Keeps the calling thread on processors, on Linux. */
public final class Affinity {

    private static final int MASK_BYTES = 128;
    private static final int CALLING_THREAD = 0;

    static {
        Native.register(Affinity.class, "c");
    }

    private Affinity() {}

    /** From now on the calling thread runs on one of these two only. */
    public static void set(long processor, long other) {
        try (Memory mask = new Memory(MASK_BYTES)) {
            mask.clear();
            add(mask, processor);
            add(mask, other);
            if (sched_setaffinity(CALLING_THREAD, MASK_BYTES, Pointer.nativeValue(mask)) != 0) {
                throw new IllegalStateException("cannot stay on processors " + processor + " and " + other + ": errno "
                        + Native.getLastError());
            }
        }
    }

    /** Bits are in order from the first byte's lowest on processors that store the lowest byte first. */
    private static void add(Memory mask, long processor) {
        long word = processor / Long.SIZE * Long.BYTES;
        mask.setLong(word, mask.getLong(word) | 1L << (processor % Long.SIZE));
    }

    private static native int sched_setaffinity(int process, long bytes, long mask);
}
