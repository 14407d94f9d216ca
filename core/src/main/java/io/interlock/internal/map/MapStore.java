package io.interlock.internal.map;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.Compaction;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.directory.Verification;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.MapTable;
import io.interlock.internal.pages.PageAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A map's stripes, as this process sees them; one object however often the region is open. */
public final class MapStore {

    private static final int MAX_STRIPES = 64;

    /** A stripe takes a page at least; with few pages there are few stripes. */
    private static final long BYTES_PER_STRIPE = 64 * 1024;

    /** How long who needs memory waits for another stripe's writer, with its own stripe locked. */
    private static final long PATIENCE_MS = 2;

    private final Stripe[] stripes;
    private final MapReader reader;
    private final long seed;
    private final PageAllocator pool;

    public MapStore(RegionRuntime file, DirectoryEntry entry, int count) {
        this.seed = file.creationId();
        this.pool = file.pool();
        this.stripes = new Stripe[count];
        String where = file.where() + " map=" + entry.name();
        this.reader = new MapReader(pool, entry.body(), entry.bodyOffset(), where, count);
        for (int i = 0; i < count; i++) {
            int at = i * LogLayout.BYTES;
            MappedMemory words = entry.body().slice(at, LogLayout.BYTES);
            stripes[i] = new Stripe(file, words, entry.bodyOffset() + at, where, this::compact);
        }
    }

    /** How many stripes a map has in a region of this capacity: a power of two. */
    public static int stripesFor(long capacityBytes) {
        return (int) Math.max(1, Math.min(MAX_STRIPES, Long.highestOneBit(capacityBytes / BYTES_PER_STRIPE)));
    }

    public static int bytes(int stripes) {
        return stripes * LogLayout.BYTES;
    }

    /** How many entries a map has by its words alone: for people, who may look at a damaged one. */
    public static long count(MappedMemory body) {
        long count = 0;
        for (int at = 0; at < body.size(); at += LogLayout.BYTES) {
            count += body.getLongOpaque(at + LogLayout.COUNT);
        }
        return count;
    }

    /**
     * The hash of a key.
     *
     * @param key as {@link LookupKey} has it
     */
    public long hash(Object key) {
        return LookupKey.hash(key, seed);
    }

    public Stripe stripe(long hash) {
        return stripes[MapTable.stripe(hash, stripes.length)];
    }

    public MapReader reader() {
        return reader;
    }

    public Stripe[] stripes() {
        return stripes;
    }

    public long count() {
        long count = 0;
        for (Stripe stripe : stripes) {
            count += stripe.count();
        }
        return count;
    }

    public void clear() {
        for (Stripe stripe : stripes) {
            stripe.lock();
            try {
                stripe.clear();
            } finally {
                stripe.unlock();
            }
        }
    }

    /** What is wrong with the map, or with the region's page table; empty if nothing is. */
    public List<String> check() {
        List<String> problems = new ArrayList<>(pool.check());
        problems.addAll(checkStripes());
        return problems;
    }

    private List<String> checkStripes() {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < stripes.length; i++) {
            try {
                problems.addAll(stripes[i].check(this, i));
            } catch (RegionFormatException e) {
                // What a dead writer has left there cannot be put right.
                problems.add("stripe=" + i + " " + e.getMessage());
            }
        }
        return problems;
    }

    /** Checks the map of an entry, which nobody may have asked for yet in this process. */
    public static void verify(RegionRuntime file, DirectoryEntry entry, Verification into) {
        int bytes = entry.body().size();
        int count = bytes / LogLayout.BYTES;
        String name = Kind.describe(entry.kind()) + "=" + entry.name();
        if (bytes % LogLayout.BYTES != 0 || Integer.bitCount(count) != 1 || count > MAX_STRIPES) {
            into.problem(name + " body=" + bytes + " bytes: not those of 1, 2, 4 or up to " + MAX_STRIPES + " stripes");
            return;
        }
        MapStore store = entry.local(MapStore.class, () -> new MapStore(file, entry, count));
        for (int at = 0; at < bytes; at += LogLayout.BYTES) {
            into.ownsPages(entry.bodyOffset() + at);
        }
        store.checkStripes().forEach(problem -> into.problem(name + " " + problem));
    }

    /** Has the other stripes make room; by a writer that has its own one and the region's compaction lock. */
    private void compact(LogAllocator except, Consumer<Compaction> work, BooleanSupplier enough) {
        for (Stripe stripe : stripes) {
            if (stripe.log() != except && stripe.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                try {
                    stripe.compact(work);
                } finally {
                    stripe.unlock();
                }
                if (enough.getAsBoolean()) {
                    return;
                }
            }
        }
    }
}
