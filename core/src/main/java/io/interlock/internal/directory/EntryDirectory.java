package io.interlock.internal.directory;

import io.interlock.RegionFormatException;
import io.interlock.RegionFullException;
import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.access.ThisProcess;
import io.interlock.internal.format.EntryLayout;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.PoolLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.region.MappedRegion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named entries of a region: a log that only grows, see {@link EntryLayout}.
 *
 * <p>An entry becomes visible by one store, that of its size ([ENTRY]). A creator that dies before leaves bytes that the
 * next creator overwrites; one that dies after has finished. So there is nothing to repair and nothing to leak.
 */
public final class EntryDirectory {

    private static final int SHARE_OF_STEP = 16;
    private static final int MAX_NAME_BYTES = 255;

    private final MappedRegion region;
    private final PageAllocator pool;
    private final MappedMemory header;
    private final long begin;

    /** What this process has read so far; the log only grows, so this never goes stale. Guarded by this. */
    private final Map<String, DirectoryEntry> entries = new LinkedHashMap<>();

    private long next;

    EntryDirectory(MappedRegion region, PageAllocator pool) {
        this.region = region;
        this.pool = pool;
        this.header = region.header();
        this.begin = HeaderLayout.directoryBegin(region.slots());
        this.next = begin;
    }

    /** Room for entries, used or not. */
    public long capacityBytes() {
        return region.fileBytes() - begin;
    }

    /** The entry of this name, or null. Takes no lock that another process could hold. */
    public synchronized @Nullable DirectoryEntry find(String name) {
        readNew();
        return entries.get(name);
    }

    /** All entries that there are, in order of creation. */
    public synchronized List<DirectoryEntry> entries() {
        readNew();
        return List.copyOf(entries.values());
    }

    /** True if this thread holds one of the locks that users see. */
    synchronized boolean isAnythingHeldBy(Owner owner) {
        return entries.values().stream().anyMatch(entry -> entry.isHeldBy(owner));
    }

    /**
     * The entry of this name; created where there is none.
     *
     * @param bodyBytes the size of a new entry's body; it starts as zeros
     * @throws RegionFullException if it does not fit; nothing was changed
     */
    public DirectoryEntry findOrCreate(
            String name, int kind, String config, int bodyBytes, BodyInitializer initializer) {
        DirectoryEntry found = find(requireName(name));
        if (found != null) {
            return found;
        }
        return region.underAdmin(() -> {
            synchronized (this) {
                readNew();
                DirectoryEntry raced = entries.get(name);
                return raced != null ? raced : append(name, kind, config, bodyBytes, initializer);
            }
        });
    }

    /** Writes the body of a new entry before anybody else can see it. */
    @FunctionalInterface
    public interface BodyInitializer {
        void initialize(MappedMemory body);
    }

    private DirectoryEntry append(String name, int kind, String config, int bodyBytes, BodyInitializer initializer) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] configBytes = config.getBytes(StandardCharsets.UTF_8);
        int body = (int) Layout.align(EntryLayout.NAME + nameBytes.length + configBytes.length, Layout.CACHE_LINE_PAIR);
        long size = body + Layout.align(bodyBytes, Layout.CACHE_LINE_PAIR);
        long begins = startOf(size);
        long end = begins + size;
        requireRoom(name, end);
        back(end + Long.BYTES);
        if (begins != next) {
            appendFiller(begins);
        }
        MappedMemory entry = region.memory(next, (int) size);
        // A creator that died may have left anything here, also where the next entry's size will be read.
        entry.clear();
        region.memory(end, Long.BYTES).putLong(EntryLayout.SIZE, 0);
        entry.putInt(EntryLayout.KIND, kind);
        entry.putInt(EntryLayout.NAME_BYTES, nameBytes.length);
        entry.putInt(EntryLayout.CONFIG_BYTES, configBytes.length);
        entry.putInt(EntryLayout.BODY, body);
        entry.putLong(EntryLayout.BODY_BYTES, bodyBytes);
        entry.putLong(EntryLayout.CREATED_MS, System.currentTimeMillis());
        entry.putLong(EntryLayout.CREATOR_PID, ThisProcess.PID);
        entry.putLong(EntryLayout.CREATOR_PID_NS, ThisProcess.PID_NAMESPACE);
        entry.putBytes(EntryLayout.NAME, nameBytes);
        entry.putBytes(EntryLayout.NAME + nameBytes.length, configBytes);
        initializer.initialize(entry.slice(body, bodyBytes));
        // [ENTRY] release: covers every store above; before it there is no entry, after it there is a whole one.
        entry.putLongRelease(EntryLayout.SIZE, size);
        readNew();
        return required(name);
    }

    /** Where the next entry of this size starts: after the last, or with the next piece where this one has no room. */
    private long startOf(long size) {
        long piece = next / HeaderLayout.PIECE_BYTES;
        return (next + size - 1) / HeaderLayout.PIECE_BYTES == piece ? next : (piece + 1) * HeaderLayout.PIECE_BYTES;
    }

    private void appendFiller(long end) {
        region.memory(end, Long.BYTES).putLong(EntryLayout.SIZE, 0);
        MappedMemory filler = region.memory(next, EntryLayout.NAME);
        filler.putInt(EntryLayout.KIND, EntryLayout.KIND_FILLER);
        filler.putLongRelease(EntryLayout.SIZE, end - next);
        readNew();
    }

    private void requireRoom(String name, long end) {
        long most = pool.begin();
        if (end + Long.BYTES > most) {
            long free = Math.max(0, most - next - Long.BYTES);
            throw new RegionFullException(region.where() + " name=" + name + " needed=" + (end - next) + " free=" + free
                    + " capacity=" + capacityBytes()
                    + " bytes: a named primitive is never removed from its region; create the region with a"
                    + " larger capacity (its file is " + begin + " bytes larger, for the header and the thread table)");
        }
    }

    /** In a small region the directory grows by small steps: a large one would leave no pages for collections. */
    private int stepBytes() {
        long share = Layout.align(capacityBytes() / SHARE_OF_STEP, PoolLayout.PAGE_BYTES);
        return (int) Math.max(PoolLayout.PAGE_BYTES, Math.min(HeaderLayout.EXTENT_BYTES, share));
    }

    private void back(long end) {
        long backed = header.getLongVolatile(HeaderLayout.DIRECTORY_BACKED);
        if (end <= backed) {
            return;
        }
        long target = Math.min(Layout.align(end, stepBytes()), pool.begin());
        region.back(backed, target - backed);
        // [BACKED] Published after the write: below this mark the mapping can be touched.
        header.putLongVolatile(HeaderLayout.DIRECTORY_BACKED, target);
    }

    /** Reads what has been appended since, by any process. */
    private synchronized void readNew() {
        long backed = header.getLongVolatile(HeaderLayout.DIRECTORY_BACKED);
        if (backed < begin || backed > region.fileBytes()) {
            throw damaged(HeaderLayout.DIRECTORY_BACKED, "backed=" + backed);
        }
        while (next + EntryLayout.NAME <= backed) {
            // [ENTRY] acquire: with the size everything that the creator wrote is seen.
            long size = region.memory(next, Long.BYTES).getLongAcquire(EntryLayout.SIZE);
            if (size == 0) {
                return;
            }
            if (size < EntryLayout.NAME || size % Layout.CACHE_LINE_PAIR != 0 || size > backed - next) {
                throw damaged(next, "size=" + size);
            }
            read(next, size);
            next += size;
        }
    }

    private void read(long at, long size) {
        MappedMemory fixed = region.memory(at, EntryLayout.NAME);
        int kind = fixed.getInt(EntryLayout.KIND);
        if (kind == EntryLayout.KIND_FILLER) {
            return;
        }
        int nameBytes = fixed.getInt(EntryLayout.NAME_BYTES);
        int configBytes = fixed.getInt(EntryLayout.CONFIG_BYTES);
        long body = fixed.getInt(EntryLayout.BODY);
        long bodyBytes = fixed.getLong(EntryLayout.BODY_BYTES);
        if (!EntryLayout.isWhole(at, size, nameBytes, configBytes, body, bodyBytes)) {
            throw damaged(
                    at,
                    "kind=" + kind + " name=" + nameBytes + " config=" + configBytes + " body=" + body + "+" + bodyBytes
                            + " size=" + size);
        }
        MappedMemory memory = region.memory(at, (int) size);
        String name = new String(memory.getBytes(EntryLayout.NAME, nameBytes), StandardCharsets.UTF_8);
        String config = new String(memory.getBytes(EntryLayout.NAME + nameBytes, configBytes), StandardCharsets.UTF_8);
        entries.put(name, new DirectoryEntry(name, kind, config, at + body, memory.slice((int) body, (int) bodyBytes)));
    }

    private DirectoryEntry required(String name) {
        DirectoryEntry entry = entries.get(name);
        if (entry == null) {
            throw damaged(next, "name=" + name + " is gone right after it was written");
        }
        return entry;
    }

    private RegionFormatException damaged(long offset, String what) {
        return new RegionFormatException(region.where() + " offset=" + offset + " " + what
                + ": the region is damaged; stop its users, then unlink it");
    }

    private static String requireName(String name) {
        // An unpaired surrogate would be stored as a question mark, and not be found again.
        if (name.isEmpty()
                || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException("name=" + name + ": a name must have 1 to " + MAX_NAME_BYTES
                    + " bytes in UTF-8, and no unpaired surrogate");
        }
        return name;
    }
}
