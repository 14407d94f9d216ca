package io.interlock.internal.thread;

/** How it is known whether the thread that claimed a slot still lives. One implementation for each family of protocols. */
public interface ThreadLife {

    /** Prepares slots that nobody uses so far. */
    void initialize(int slot);

    /** Claims a free slot, or that of a dead thread, for as long as the claimer lives. */
    boolean tryClaim(int slot);

    /** Gives the slot back; by the thread that claimed it where {@link #boundToThread()}. */
    void release(int slot);

    /** True where nobody who lives has claimed the slot. */
    boolean isFree(int slot);

    /**
     * True where the operating system ties a claim to the claiming thread and ends it with that thread; false where it
     * ties it to the process, which then has to notice the ends of its threads itself.
     */
    boolean boundToThread();
}
