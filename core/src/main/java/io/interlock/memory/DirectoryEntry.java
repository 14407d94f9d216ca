package io.interlock.memory;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One named primitive's place. */
public final class DirectoryEntry {
    private final String name;
    private final int kind;
    private final String config;
    private final long offset;
    private final MappedMemory body;
    private final HeldHere heldHere = new HeldHere();
    private @Nullable Object local;

    DirectoryEntry(String name, int kind, String config, long offset, MappedMemory body) {
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

    public HeldHere heldHere() {
        return heldHere;
    }

    synchronized boolean isHeldBy(Owner owner) {
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
