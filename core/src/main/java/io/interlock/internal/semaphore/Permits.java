package io.interlock.internal.semaphore;

/** The permits of a semaphore: how many are free, and the owners of the others. Nothing here waits for a permit. */
public interface Permits {

    /**
     * Takes that many, all or none: none only where there was a moment without so many, or where a process was stopped in the
     * middle of a change, for which this waits 100 ms at most.
     */
    boolean acquire(int permits);

    /** True if it looks as if so many were there: a waiter looks often, and takes only then. */
    boolean mayAcquire(int permits);

    /** Takes all that are there; makes a negative number zero. Returns the change. */
    int acquireAll();

    /** Releases that many, and ends in a full fence; false where there would be too many, and nothing changes then. */
    boolean release(int permits);

    /** How many there are at one moment. */
    int available();

    /** The owner word of a living process whose death would bring permits back, or {@link io.interlock.internal.format.Owner#NOBODY}. */
    long holder();
}
