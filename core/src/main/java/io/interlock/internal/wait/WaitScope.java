package io.interlock.internal.wait;

import io.interlock.internal.os.Waiting;
import io.interlock.internal.region.Opening;
import io.interlock.internal.thread.ThreadTable;

/** Where a thread waits: a region, or one opening of it. The wait ends when the scope is closed. */
public interface WaitScope extends Opening {

    /** The threads that the waiting thread is one of. */
    ThreadTable threads();

    /** How the region's protocol sleeps and wakes. */
    Waiting waiting();

    /** The address, in this process, of the byte at this offset of the file; 0 where no call of the system is made. */
    long addressOf(long fileOffset);
}
