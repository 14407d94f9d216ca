package io.interlock.internal.wait;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.os.Waiting;
import java.lang.invoke.VarHandle;

/**
 * A primitive's WAITERS word, which says whether a waker has to call the kernel, and which sleepers sleep on:
 *
 * <pre>
 * WAITERS   meaning                      set by                       cleared by
 * 0         nobody sleeps, or somebody
 *           who was woken will see to it
 * ANY       there may be sleepers,
 *           one as good as another       a thread about to sleep      a waker, which then wakes one
 * ALL       there may be sleepers that
 *           want different things        a thread about to sleep      a waker, which then wakes all
 * </pre>
 *
 * <p>Pair [SLEEP], a store and a load on each side, in Dekker's manner:
 *
 * <pre>
 * sleeper                              waker
 *   WAITERS = ANY                        state = free
 *   fence()                              fence, or nothing where the sleeper's reaches all
 *   still taken? then sleep while ANY    WAITERS != 0? then WAITERS = 0, wake one
 * </pre>
 *
 * At least one of the two sees the other. Where the waker is a lock's hot path, the sleeper pays for both:
 * {@code membarrier} makes every running thread of every attached process execute a barrier, about 15 µs before a sleep of
 * about 50. Where the waker's store is a compare-and-set, that is its fence, and the sleeper's own is an ordinary one.
 * Sleepers sleep on WAITERS itself: a waker clears it before it wakes, so a thread that was about to sleep does not.
 *
 * <p>Invariant: the thread that clears WAITERS wakes one sleeper after that; and a thread that has slept, however its wait ends, either
 * does the same once or sets WAITERS again ({@link #passOn}). So a wake-up is never kept by a thread that has no use for it.
 * A woken thread that is killed before it passes on swallows the wake-up. Short sleeps end by themselves; for long ones
 * {@link LongSleeps} finds the word cleared, and wakes one, within two ticks.
 */
final class WaitersWord {

    static final int NOBODY = 0;

    private static final int ANY = 1;
    private static final int ALL = 2;

    private final Waiting waiting;
    private final MappedMemory memory;

    /** Where the primitive's memory begins, in this process and in the file. */
    private final long memoryAddress;

    private final long memoryFileOffset;
    private final int offset;
    private final boolean wakersFence;

    private WaitersWord(
            Waiting waiting,
            MappedMemory memory,
            long memoryAddress,
            long memoryFileOffset,
            int offset,
            boolean wakersFence) {
        this.waiting = waiting;
        this.memory = memory;
        this.memoryAddress = memoryAddress;
        this.memoryFileOffset = memoryFileOffset;
        this.offset = offset;
        this.wakersFence = wakersFence;
    }

    /**
     * The word at this offset of a primitive's memory.
     *
     * @param wakersFence true if wakers execute a full fence in any case
     */
    static WaitersWord of(WaitScope scope, MappedMemory memory, int offset, boolean wakersFence) {
        long fileOffset = memory.fileOffset();
        return new WaitersWord(scope.waiting(), memory, scope.addressOf(fileOffset), fileOffset, offset, wakersFence);
    }

    /** Another one in the same memory. */
    WaitersWord at(int otherOffset) {
        return new WaitersWord(waiting, memory, memoryAddress, memoryFileOffset, otherOffset, wakersFence);
    }

    /** In this process. */
    long address() {
        return memoryAddress + offset;
    }

    long fileOffset() {
        return memoryFileOffset + offset;
    }

    /** Wakes that many sleepers if there may be any; for a waker that has executed its fence, or needs none. */
    void wakeIfAsleep(int count) {
        // [SLEEP] the waker's side: its store comes first, see the class comment.
        if (memory.getIntOpaque(offset) != NOBODY) {
            wake(count);
        }
    }

    /** Wakes as many sleepers, or all of them where they want different things. */
    void wake(int count) {
        // Cleared before the call: a thread between its announcement and its sleep then does not fall asleep.
        int announced = memory.getAndSetInt(offset, NOBODY);
        waiting.wake(address(), announced == ALL ? Integer.MAX_VALUE : count);
    }

    /** True while nobody is announced: for a thread that sleeps this means that it is being woken, or was forgotten. */
    boolean isCleared() {
        return memory.getIntOpaque(offset) == NOBODY;
    }

    /** Wakes sleepers, whatever the word says. */
    void wakeSleepers(int count) {
        waiting.wake(address(), count);
    }

    /** Wakes all sleepers; one that is about to sleep does not, as the word has changed. */
    void wakeSleepersAfterClearing() {
        memory.putIntVolatile(offset, NOBODY);
        waiting.wake(address(), Integer.MAX_VALUE);
    }

    /** [SLEEP] the sleeper's side: announce, then fence, then look again; see the class comment. */
    int announceAndFence(boolean picky) {
        int announced = announce(picky);
        if (wakersFence) {
            VarHandle.fullFence();
        } else {
            waiting.fenceBeforeSleep();
        }
        return announced;
    }

    /** Says that somebody is about to sleep; returns what then stands there. The fence is the caller's. */
    int announce(boolean picky) {
        if (picky) {
            memory.putIntVolatile(offset, ALL);
            return ALL;
        }
        return memory.compareAndSetInt(offset, NOBODY, ANY) ? ANY : announcedByOthers();
    }

    /** The word's value; should it be cleared meanwhile, the sleep ends at once, as it must. */
    private int announcedByOthers() {
        int announced = memory.getIntVolatile(offset);
        return announced == NOBODY ? ANY : announced;
    }

    /** The wake-up that ended a sleep may have been the only one: a thread that has slept passes it on. */
    void passOn(WaitingLoop.Attempt attempt) {
        if (attempt.soleWaiter()) {
            memory.putIntOpaque(offset, NOBODY);
        } else if (attempt.propagates()) {
            wake(1);
        } else {
            // So that the next waker calls the kernel.
            memory.compareAndSetInt(offset, NOBODY, ANY);
        }
    }
}
