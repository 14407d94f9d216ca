package io.interlock.internal.directory;

/** A primitive whose entry holds a lock too, which has no entry of its own. */
public interface WithBuiltInLock {

    /** The lock; the same object at each call. */
    HandleSerializable lock();
}
