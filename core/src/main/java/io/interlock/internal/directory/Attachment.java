package io.interlock.internal.directory;

import io.interlock.PrimitiveMismatchException;
import io.interlock.RegionClosedException;
import io.interlock.RegionNotFoundException;
import io.interlock.internal.access.Quietly;
import io.interlock.internal.format.Kind;
import io.interlock.internal.lock.LockScope;
import io.interlock.internal.os.Waiting;
import io.interlock.internal.region.FileIdentity;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.LongSleeps;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a region file: what the public {@code Region} stands on, and what the primitives that it hands out ask
 * whether they may still be used.
 */
public final class Attachment implements LockScope {

    private final RegionRuntime file;
    private final Path path;
    private final @Nullable Set<PosixFilePermission> permissions;
    private final Map<String, Attached> primitives = new ConcurrentHashMap<>();
    private final Queue<Runnable> onClose = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> onForget = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** A primitive and what it was asked for with, which is what its handle says. */
    private record Attached(Object primitive, Class<?> type, Object config) {}

    /**
     * @param path the name by which it was opened; a file may have several
     * @param permissions as the opener was told
     */
    public Attachment(RegionRuntime file, Path path, @Nullable Set<PosixFilePermission> permissions) {
        this.file = file;
        this.path = path;
        this.permissions = permissions;
    }

    public RegionRuntime file() {
        return file;
    }

    @Override
    public ThreadTable threads() {
        return file.threads();
    }

    @Override
    public Waiting waiting() {
        return file.waiting();
    }

    @Override
    public long addressOf(long fileOffset) {
        return file.addressOf(fileOffset);
    }

    /** The name by which the region was opened. */
    public Path path() {
        return path;
    }

    /** True if that name does not lead to the region any more, because the file was removed, renamed or replaced. */
    public boolean isUnlinked() {
        try {
            return file.mapping().isMarkedUnlinked()
                    || !FileIdentity.isNow(path, file.mapping().key());
        } catch (IOException e) {
            // Its directory may not be read any more: the region may well be there.
            return false;
        }
    }

    /** The primitive of this name; the same object at each call. Created in the region where there is none. */
    public <T, C> T primitive(Class<T> javaType, String name, C config) {
        requireOpen();
        // Before it gets into the file: what it describes there is for ever.
        Objects.requireNonNull(config, name);
        PrimitiveType<T, C> type = PrimitiveType.of(javaType);
        String described = type.describe().apply(config);
        int bytes = type.bytes().applyAsInt(config);
        DirectoryEntry entry = file.directory()
                .findOrCreate(
                        name,
                        type.kind().code(),
                        described,
                        bytes,
                        body -> type.initialize().accept(body, config));
        requireSame(entry, type.kind(), described, bytes);
        Object primitive = primitives
                .computeIfAbsent(name, n -> new Attached(type.attach().attach(this, entry, config), javaType, config))
                .primitive();
        if (closed) {
            close();
            requireOpen();
        }
        return javaType.cast(primitive);
    }

    /**
     * The primitive that a handle names.
     *
     * @throws PrimitiveMismatchException if the region has none of this name, type and configuration
     */
    public Object existing(Class<?> javaType, String name, Object config) {
        requireOpen();
        if (file.directory().find(name) == null) {
            throw new PrimitiveMismatchException(file.where() + " name=" + name
                    + ": the region has nothing of this name, though a handle says so; is the handle damaged?");
        }
        return primitive(javaType, name, config);
    }

    /**
     * The handle that is serialized in place of this opening.
     *
     * @throws RegionClosedException if the region was closed
     * @throws RegionNotFoundException if the region was unlinked: its name leads nowhere
     */
    public RegionHandle handle() {
        requireOpen();
        if (isUnlinked()) {
            throw new RegionNotFoundException(file.where() + ": unlinked; it can be used here, but another process"
                    + " cannot open it by its name any more; unlink a region once all have opened it");
        }
        return RegionHandle.of(this, permissions);
    }

    /** The handle that is serialized in place of the primitive of this name and type. */
    public Object handleOf(String name, Class<?> type) throws NotSerializableException {
        RegionHandle region = handle();
        Attached attached = Objects.requireNonNull(primitives.get(name), name);
        if (attached.type() != type) {
            return new PartHandle(handleOf(name, attached.type()));
        }
        if (!(attached.config() instanceof Serializable config)) {
            throw new NotSerializableException(attached.config().getClass().getName() + ", the configuration of "
                    + file.where() + " name=" + name);
        }
        return new PrimitiveHandle(region, attached.type(), name, config);
    }

    /**
     * Throws where the region has been closed.
     *
     * @throws RegionClosedException if so
     */
    @Override
    public void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    /** What a primitive throws that has seen that its region was closed. */
    @Override
    public RegionClosedException closedException() {
        return file.closedException();
    }

    /**
     * Registers what closing must take away from a primitive's fast path, so that its slow path runs, which calls
     * {@link #requireOpen}.
     */
    @Override
    public void onClose(Runnable action) {
        onClose.add(action);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Another region was closed: threads that come here next look themselves up, and give up there what they have. */
    public void forgetThreads() {
        onForget.forEach(Runnable::run);
    }

    /** Registers what makes threads look themselves up once more; it may run at any time, on any thread. */
    @Override
    public void onForget(Runnable action) {
        onForget.add(action);
    }

    public void close() {
        file.openings().remove(this);
        closed = true;
        onClose.forEach(action -> Quietly.run(file.where() + ": closing", action::run));
        Quietly.run(file.where() + ": waking waiters", LongSleeps::look);
    }

    private void requireSame(DirectoryEntry entry, Kind kind, String config, int bytes) {
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
