package io.interlock.internal.os;

/**
 * How a blocked thread sleeps and how it is woken: the one seam between Interlock and the operating system's waiting.
 *
 * <p>All methods may be called by any thread. Addresses are those of this process's mapping.
 */
public interface Waiting {

    /** Says that {@link #sleep} watches no life word. */
    long NO_LIFE_WORD = 0;

    /**
     * Sleeps while the word equals {@code expected} and the life word equals {@code lifeExpected}. May return early
     * for no reason, so the caller looks again at what it waits for.
     *
     * @param wordAddress address of the 32-bit word that a waker changes
     * @param expected the value of the word that means: nothing has happened
     * @param lifeAddress address of the life word of the thread in the way, or {@link #NO_LIFE_WORD}
     * @param lifeExpected its value while that thread lives, with {@link RobustMutex#WAITERS} already set
     * @param timeoutNs the longest sleep, in nanoseconds
     */
    void sleep(long wordAddress, int expected, long lifeAddress, int lifeExpected, long timeoutNs);

    /**
     * Sleeps while each of the words equals what is expected of it. May return early for no reason.
     *
     * @param addresses of 32-bit words that a waker changes, or of life words, as in {@link #sleep}
     * @param expected of each, the value that means: nothing has happened
     * @param timeoutNs the longest sleep, in nanoseconds
     */
    void sleepOnAll(long[] addresses, int[] expected, long timeoutNs);

    /** True where {@link #sleepOnAll} sleeps on so many words until it is woken; else it only sleeps for a moment. */
    boolean canSleepOn(int words);

    /** Wakes up to {@code count} threads, of any process, that sleep on the word. */
    void wake(long wordAddress, int count);

    /**
     * The longest time to sleep at once, in nanoseconds: it bounds how late an interrupt is seen, and how long a
     * wake-up stays lost whose receiver was killed.
     *
     * @param round how often the caller has slept already in this wait, from 0
     * @param watchesLife whether the caller waits for a thread whose death it has to see
     */
    long sliceNs(int round, boolean watchesLife);

    /**
     * After how much sleep without success, in nanoseconds, a thread sleeps for long and leaves it to another one to look for
     * what nobody wakes it for; {@code Long.MAX_VALUE} where no thread can wake another.
     */
    long longSleepAfterNs();

    /**
     * One half of the store-load fence between two threads that each store a word and then load the other's word. The other
     * half is a full fence, or nothing where {@link #fenceReachesAll()}. Where the kernel has begun to refuse the call, this
     * takes some 25 ms.
     */
    void fence();

    /**
     * The same for a thread that has announced its sleep and is about to look again. The waker's half is a full fence, or
     * nothing where {@link #fenceIsAsymmetric()}. Where the kernel has begun to refuse the call, the fence is this thread's
     * alone: the announcement may be missed, and {@link #sliceNs} bounds how long that goes unnoticed.
     */
    void fenceBeforeSleep();

    /**
     * True where {@link #fence()} makes every running thread of every attached process execute a full barrier, so that
     * a waker needs none.
     */
    boolean fenceIsAsymmetric();

    /** The same for what is no wake-up: true only where there is such a fence. */
    boolean fenceReachesAll();
}
