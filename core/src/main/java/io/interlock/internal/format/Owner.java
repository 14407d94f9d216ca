package io.interlock.internal.format;

import io.interlock.internal.thread.SlotsOfThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread as a region knows it: a slot of the thread table, and the owner word that the thread writes into what it
 * takes.
 *
 * <pre>
 * owner word: 63     48 47         16 15         0
 *            | 0       | generation  | slot + 1   |     0: nobody
 * </pre>
 *
 * <p>The generation keeps the word of a thread that has ended from being taken for the word of the next one in its slot. It
 * begins anew after four thousand million threads, in one slot. The upper bits are free for words that keep an owner word beside
 * something else.
 */
public final class Owner {

    /** The owner word that stands for nobody. */
    public static final long NOBODY = 0;

    /** The owner word of a lock whose repair failed: its slot number no thread has, so that it always reads as dead. */
    public static final long ABANDONED = 0xFFFF;

    /** An owner that no thread equals: the empty cache. */
    public static final Owner NONE = new Owner(null, -1, NOBODY);

    /** An owner word has no more bits. */
    public static final int WORD_BITS = 48;

    private static final int SLOT_BITS = 16;
    private static final long SLOT_MASK = (1L << SLOT_BITS) - 1;
    private static final long GENERATION_MASK = (1L << (WORD_BITS - SLOT_BITS)) - 1;

    /** More slots than this have no number in an owner word. */
    public static final int MAX_SLOTS = 1 << 14;

    private final @Nullable Thread thread;
    private final int slot;
    public final long word;

    /** By the thread itself; see {@link SlotsOfThread}. */
    private int closingsSeen;

    private Owner(@Nullable Thread thread, int slot, long word) {
        this.thread = thread;
        this.slot = slot;
        this.word = word;
    }

    public static Owner of(Thread thread, int slot, long generation) {
        return new Owner(thread, slot, generation << SLOT_BITS | (slot + 1));
    }

    public static int slotOf(long word) {
        return (int) (word & SLOT_MASK) - 1;
    }

    public static long generationOf(long word) {
        return word >>> SLOT_BITS;
    }

    /** What fits into an owner word, also after a damaged one. */
    public static long generationAfter(long generation) {
        return (generation + 1) & GENERATION_MASK;
    }

    public int closingsSeen() {
        return closingsSeen;
    }

    public void closingsSeen(int closings) {
        closingsSeen = closings;
    }

    public @Nullable Thread thread() {
        return thread;
    }

    /** What this thread writes into a word to own it; never {@link #NOBODY}. */
    public long word() {
        return word;
    }

    /** A small number that no other living thread of the region has. */
    public int slot() {
        return slot;
    }
}
