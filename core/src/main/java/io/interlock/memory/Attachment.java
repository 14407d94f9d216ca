package io.interlock.memory;

import io.interlock.PrimitiveMismatchException;
import io.interlock.RegionClosedException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One opening of a region file: what the public {@code Region} stands on, and what the primitives that it hands out ask
 * whether they may still be used.
 */
public final class Attachment {

    private final RegionFile file;
    private final Map<String, Object> primitives = new ConcurrentHashMap<>();
    private final Queue<Runnable> onClose = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Attachment(RegionFile file) {
        this.file = file;
    }

    public RegionFile file() {
        return file;
    }

    /** The primitive of this name; the same object at each call. Created in the region where there is none. */
    public <T, C> T primitive(Class<T> javaType, String name, C config) {
        requireOpen();
        PrimitiveType<T, C> type = PrimitiveType.of(javaType);
        String described = type.describe().apply(config);
        int bytes = type.bytes().applyAsInt(config);
        Heap.Entry entry = file.heap()
                .findOrCreate(
                        name,
                        type.kind().code(),
                        described,
                        bytes,
                        body -> type.initialize().accept(body, config));
        requireSame(entry, type.kind(), described, bytes);
        Object primitive = primitives.computeIfAbsent(name, n -> type.attach().attach(this, entry, config));
        if (closed) {
            close();
            requireOpen();
        }
        return javaType.cast(primitive);
    }

    /**
     * Throws where the region has been closed.
     *
     * @throws RegionClosedException if so
     */
    public void requireOpen() {
        if (closed) {
            throw new RegionClosedException(
                    file.where() + ": closed; open it again, and take its primitives from there");
        }
    }

    /**
     * Registers what closing must take away from a primitive's fast path, so that its slow path runs, which calls
     * {@link #requireOpen}.
     */
    public void onClose(Runnable action) {
        onClose.add(action);
    }

    /**
     * Registers what a process does that leaves properly: when this is closed, or the JVM exits. A killed one does not.
     */
    public void onLeave(Runnable action) {
        AtExit.run(action);
        onClose(() -> {
            if (AtExit.forget(action)) {
                action.run();
            }
        });
    }

    public boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        onClose.forEach(Runnable::run);
    }

    private void requireSame(Heap.Entry entry, Kind kind, String config, int bytes) {
        String where = file.where() + " name=" + entry.name();
        if (entry.kind() != kind.code()) {
            throw new PrimitiveMismatchException(where + " expected=" + kind.label() + " found="
                    + Kind.describe(entry.kind()) + ": the name is taken by another type; use another name");
        }
        if (!entry.config().equals(config) || entry.body().size() != bytes) {
            throw new PrimitiveMismatchException(where + " expected=[" + config + "] found=[" + entry.config()
                    + "]: created with another configuration; ask for that one, or use another name");
        }
    }
}
