package io.interlock.internal.lock;

import io.interlock.internal.format.Owner;

/** What a process knows of who of its threads holds a primitive, where {@link LocalHold} is not all of it. */
public interface Holding {

    /** True if the calling thread, which is {@code owner}, holds it. */
    boolean isHeldBy(Owner owner);
}
