package io.interlock.internal.directory;

import io.interlock.RegionClosedException;
import io.interlock.internal.access.AtExit;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.Quietly;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.PoolLayout;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.format.SlotLayout;
import io.interlock.internal.os.Waiting;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.region.MappedRegion;
import io.interlock.internal.thread.FileLockLife;
import io.interlock.internal.thread.RobustLife;
import io.interlock.internal.thread.ThreadLife;
import io.interlock.internal.thread.ThreadTable;
import io.interlock.internal.wait.LongSleeps;
import io.interlock.internal.wait.WaitScope;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What this process has of a mapped region, whatever number of {@code Region}s are open on it: the threads that use it, the directory
 * of named entries, and the pages of collections.
 *
 * <p>The mapping is never undone while a primitive can reach it or a thread of this process holds a slot in it: the C
 * library links the life mutexes that a thread holds.
 *
 * <p>The directory of named entries grows upwards; the pages of collections, {@link PageAllocator}, grow downwards from the end.
 */
public final class RegionRuntime implements WaitScope {

    private final MappedRegion mapping;
    private final ThreadTable threads;
    private final EntryDirectory directory;
    private final PageAllocator pool;
    private final Queue<Runnable> onLeave = new ConcurrentLinkedQueue<>();
    private final Set<Attachment> openings = ConcurrentHashMap.newKeySet();

    public RegionRuntime(MappedRegion mapping) {
        this.mapping = mapping;
        int slots = mapping.slots();
        MappedMemory table = mapping.memory(HeaderLayout.BYTES, slots * SlotLayout.BYTES);
        ThreadLife life = mapping.protocol() == Protocol.PORTABLE
                ? new FileLockLife(where(), mapping.locks(), table)
                : new RobustLife(where(), table, mapping.addressOf(table.fileOffset()));
        this.threads = new ThreadTable(mapping, table, life, this::isAnythingHeldBy);
        this.pool = new PageAllocator(mapping, this);
        this.directory = new EntryDirectory(mapping, pool);
    }

    private boolean isAnythingHeldBy(Owner owner) {
        return directory.isAnythingHeldBy(owner);
    }

    /** The file, mapped. */
    public MappedRegion mapping() {
        return mapping;
    }

    /**
     * Registers what this process does, once, when it leaves properly: when its last opening of the region is closed, or the
     * JVM exits. A killed one does not.
     */
    public void onLeave(Runnable action) {
        onLeave.add(action);
        AtExit.run(action);
    }

    /** The last opening is closed; before this process gives its slots back. */
    public void leave() {
        for (Runnable action = onLeave.poll(); action != null; action = onLeave.poll()) {
            if (AtExit.forget(action)) {
                Quietly.run(where() + ": leaving", action::run);
            }
        }
    }

    /** True once the last opening of this process is closed, until it opens the region again. */
    @Override
    public boolean isClosed() {
        return mapping.isClosed();
    }

    @Override
    public RegionClosedException closedException() {
        return mapping.closedException();
    }

    /** Those of this process that are not closed. */
    public Set<Attachment> openings() {
        return openings;
    }

    public void setClosed(boolean nowClosed) {
        mapping.setClosed(nowClosed);
        if (nowClosed) {
            LongSleeps.look();
        }
    }

    /** The name by which this process opened it first; it may have been opened by others since. */
    public Path path() {
        return mapping.path();
    }

    /** The beginning of every message about this region. */
    public String where() {
        return mapping.where();
    }

    @Override
    public ThreadTable threads() {
        return threads;
    }

    @Override
    public Waiting waiting() {
        return mapping.waiting();
    }

    @Override
    public long addressOf(long fileOffset) {
        return mapping.addressOf(fileOffset);
    }

    public EntryDirectory directory() {
        return directory;
    }

    public PageAllocator pool() {
        return pool;
    }

    public long creationId() {
        return mapping.creationId();
    }

    /** How much memory of the file system it has, more or less. */
    public long backedBytes() {
        MappedMemory header = mapping.header();
        long entries = Math.max(0, header.getLongVolatile(HeaderLayout.DIRECTORY_BACKED) - HeaderLayout.BYTES);
        long pages = header.getLongVolatile(HeaderLayout.POOL + PoolLayout.PAGES);
        return entries + Math.max(0, pages) * PoolLayout.PAGE_BYTES;
    }
}
