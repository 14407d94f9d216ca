package io.interlock.sync;

import io.interlock.memory.Attachment;
import io.interlock.memory.Heap;
import io.interlock.memory.Kind;
import io.interlock.memory.PrimitiveType;

/** How a lock with an owner stands in a region; the configuration is what happens when that owner dies. */
final class OwnedLockType<T extends OwnedLock> extends PrimitiveType<T, OnOwnerDeath> {

    private final Constructor<T> constructor;

    /** The lock class's constructor. */
    @FunctionalInterface
    interface Constructor<T> {
        T attach(Attachment region, Heap.Entry entry, OnOwnerDeath onOwnerDeath);
    }

    OwnedLockType(Kind kind, Constructor<T> constructor) {
        super(kind);
        this.constructor = constructor;
    }

    @Override
    protected String describe(OnOwnerDeath config) {
        return "onOwnerDeath=" + config;
    }

    @Override
    protected int bytes(OnOwnerDeath config) {
        return LockLayout.BYTES;
    }

    @Override
    protected T attach(Attachment region, Heap.Entry entry, OnOwnerDeath config) {
        return constructor.attach(region, entry, config);
    }
}
