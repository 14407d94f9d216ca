package io.interlock.internal.directory;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.Owner;
import io.interlock.internal.lock.Holding;
import io.interlock.internal.lock.LocalHold;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One named primitive's place. */
public final class DirectoryEntry {
    private final String name;
    private final int kind;
    private final String config;
    private final long offset;
    private final MappedMemory body;
    private final LocalHold heldHere = new LocalHold();
    private @Nullable Object local;

    public DirectoryEntry(String name, int kind, String config, long offset, MappedMemory body) {
        this.name = name;
        this.kind = kind;
        this.config = config;
        this.offset = offset;
        this.body = body;
    }

    public String name() {
        return name;
    }

    public int kind() {
        return kind;
    }

    public String config() {
        return config;
    }

    /** Where the body is in the region. */
    public long bodyOffset() {
        return offset;
    }

    public MappedMemory body() {
        return body;
    }

    public LocalHold heldHere() {
        return heldHere;
    }

    public synchronized boolean isHeldBy(Owner owner) {
        return heldHere.isBy(owner) || (local instanceof Holding holding && holding.isHeldBy(owner));
    }

    /** What else this process knows of the entry, one object however many attach to it; made at the first call. */
    public synchronized <T> T local(Class<T> type, Supplier<T> make) {
        if (local == null) {
            local = make.get();
        }
        return type.cast(local);
    }
}
