package io.interlock.internal.lock;

import io.interlock.internal.wait.WaitScope;

/** What a lock needs from the opening of a region that it is used through. */
public interface LockScope extends WaitScope {

    /**
     * Throws where the region has been closed.
     *
     * @throws io.interlock.RegionClosedException if so
     */
    void requireOpen();

    /** Registers what closing must take away from a fast path, so that its slow path runs, which calls {@link #requireOpen}. */
    void onClose(Runnable action);

    /** Registers what makes threads look themselves up once more; it may run at any time, on any thread. */
    void onForget(Runnable action);
}
