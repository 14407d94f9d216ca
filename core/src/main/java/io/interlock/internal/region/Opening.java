package io.interlock.internal.region;

import io.interlock.RegionClosedException;

/** What a waiting thread came through, and what ends its wait when this process closes it. */
public interface Opening {

    boolean isClosed();

    /** What a wait throws that has seen the closing. */
    RegionClosedException closedException();
}
