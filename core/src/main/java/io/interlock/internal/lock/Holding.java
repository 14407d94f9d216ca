package io.interlock.internal.lock;

import io.interlock.internal.format.Owner;

/** Which of a process's threads hold a primitive, where {@link LocalHold} is not all of it. */
public interface Holding {

    /** True if the calling thread, which is {@code owner}, holds it. */
    boolean isHeldBy(Owner owner);
}
