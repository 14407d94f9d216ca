package io.interlock.internal.map;

import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.ArenaReader;
import io.interlock.internal.alloc.SlotFormat;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.BlockLayout;
import io.interlock.internal.format.MapTable;
import io.interlock.internal.pages.PageAllocator;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a map without the locks of its stripes. A try ends; another follows only if a writer has given memory back meanwhile,
 * has replaced the table, or has written the entry's block anew.
 *
 * <p>One object for all stripes: what is on the way of every read stays in the processor's nearest cache.
 */
public final class MapReader extends ArenaReader {

    private static final int MAX_VIEWS = 8;
    private static final int BATCH = 64;

    /** What a try gives instead of an answer. */
    private static final Object AGAIN = new Object();

    /** What a slot gives whose entry has another key. */
    private static final Object OTHER = new Object();

    /** For the null of a function. */
    private static final Object NOTHING = new Object();

    private static final Object BROKEN = new Object();

    /** What is made of an entry, if it is not a caller's function that makes it of the value's bytes. */
    private enum Part {
        PRESENCE,
        KEY,
        VALUE
    }

    private final int stripes;

    /**
     * @param words of all stripes, one behind the other
     * @param owner where in the file they are
     */
    public MapReader(PageAllocator pool, MappedMemory words, long owner, String where, int stripes) {
        super(pool, words, owner, where);
        this.stripes = stripes;
    }

    /** A copy of the value, or null if there is none. */
    public byte @Nullable [] value(long hash, Object key) {
        return (byte @Nullable []) untilWhole(hash, key, Part.VALUE);
    }

    public boolean contains(long hash, Object key) {
        return untilWhole(hash, key, Part.PRESENCE) != null;
    }

    /** What the function makes of the value's bytes, or null if there is none. */
    public <R> @Nullable R view(long hash, Object key, Function<ByteBuffer, R> function) {
        for (int views = 0; views < MAX_VIEWS; views++) {
            Object found = tryRead(hash, key, function);
            if (found != AGAIN) {
                return found == null || found == NOTHING ? null : as(found);
            }
        }
        // The function takes longer than the memory stays: let it have what does not change.
        byte[] copy = value(hash, key);
        return copy == null ? null : function.apply(ByteBuffer.wrap(copy).asReadOnlyBuffer());
    }

    private @Nullable Object untilWhole(long hash, Object key, Object what) {
        for (; ; ) {
            Object found = tryRead(hash, key, what);
            if (found != AGAIN) {
                return found;
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what was wanted
    private static <R> R as(Object found) {
        return (R) found;
    }

    /**
     * What is wanted of this key's entry, null if there is none, or AGAIN.
     *
     * @param key as {@link LookupKey} has it
     * @param what a {@link Part}, or a function of the value's bytes
     */
    private @Nullable Object tryRead(long hash, Object key, Object what) {
        int arena = MapTable.stripe(hash, stripes) * ArenaLayout.BYTES;
        long mod = mod(arena);
        long root = root(arena);
        long table = MapTable.table(root);
        int slots = table == 0 ? 0 : MapTable.slots(root);
        if (table != 0 && memory.room(table) < form.tableBytes(slots)) {
            return whole(BROKEN, arena, mod, root);
        }
        int mask = slots - 1;
        if (slots != 0) {
            MappedMemory in = memory.piece(table);
            int first = memory.inPiece(form.at(table, 0));
            for (int i = (int) hash & mask, looked = 0; looked < slots; i = (i + 1) & mask, looked++) {
                int at = form.inPiece(first, i);
                // [SLOT] acquire: with the slot its entry's bytes are seen.
                long slot = form.getAcquire(in, at);
                if (form.mayBe(slot, hash)) {
                    Object found = readEntry(arena, mod, root, in, at, slot, key, what);
                    if (found != OTHER) {
                        return found;
                    }
                } else if (slot == SlotFormat.EMPTY) {
                    break;
                }
            }
        }
        return whole(null, arena, mod, root);
    }

    /** What is wanted of the entry that a slot refers to; AGAIN, or OTHER where it is not this key's. */
    private @Nullable Object readEntry(
            int arena,
            long mod,
            long root,
            MappedMemory table,
            int slotAt,
            long slot,
            @Nullable Object key,
            Object what) {
        long block = form.entry(slot);
        long room = memory.room(block);
        Object found = BROKEN;
        if (room >= BlockLayout.KEY) {
            MappedMemory in = memory.piece(block);
            int at = memory.inPiece(block);
            if (room >= BlockLayout.KEY + Layout.CACHE_LINE) {
                // Where the value ends: else it would be asked for only when the lengths are here.
                in.prefetch(at + Layout.CACHE_LINE);
            }
            // [ANEW] acquire: what follows is read after it.
            int version = in.getIntAcquire(at + BlockLayout.TYPE);
            int keyBytes = in.getInt(at + BlockLayout.KEY_BYTES);
            if (keyBytes < 0 || keyBytes > room - BlockLayout.KEY) {
                found = key == null ? BROKEN : OTHER;
            } else if (key != null && !LookupKey.isAt(in, at + BlockLayout.KEY, keyBytes, key)) {
                found = OTHER;
            } else {
                try {
                    found = take(what, arena, in, at, block, keyBytes, room);
                } catch (RuntimeException | Error e) {
                    if (isSame(table, slotAt, slot, in, at, version) && isCurrent(arena, mod, root)) {
                        throw e;
                    }
                    return AGAIN;
                }
                found = found == null ? BROKEN : found;
            }
            if (!isSame(table, slotAt, slot, in, at, version)) {
                return AGAIN;
            }
            // One that is written while a slot refers to it cannot be.
            found = BlockLayout.isBeingWritten(version) ? BROKEN : found;
        }
        return whole(found, arena, mod, root);
    }

    /**
     * What is wanted of an entry's bytes, which may be of another's making; null if they cannot be an entry's.
     *
     * @param what as for {@link #tryRead}
     * @param arena where the words of the entry's stripe are
     * @param in the piece of memory in which the entry is
     * @param at where in the piece
     * @param block where in the file
     */
    private @Nullable Object take(
            Object what, int arena, MappedMemory in, int at, long block, int keyBytes, long room) {
        if (what == Part.PRESENCE) {
            return what;
        }
        if (what == Part.KEY) {
            // Short ones, too: a table of damaged memory can have a great many.
            return isWithinChunk(arena, block, BlockLayout.KEY + (long) keyBytes)
                    ? in.getBytes(at + BlockLayout.KEY, keyBytes)
                    : null;
        }
        int length = in.getInt(at + BlockLayout.VALUE_BYTES);
        int from = (int) BlockLayout.value(keyBytes);
        if (!isWithin(arena, block, from, length, room)) {
            return null;
        }
        if (what == Part.VALUE) {
            return in.getBytes(at + from, length);
        }
        Object result = MapReader.<Function<ByteBuffer, ?>>as(what).apply(in.view(at + from, length));
        return result == null ? NOTHING : result;
    }

    /**
     * True if the block still is the slot's, and was not written anew since its VERSION was read: so what was read since is all
     * of one entry, which was the slot's at least when the slot was read again.
     */
    private boolean isSame(MappedMemory table, int slotAt, long slot, MappedMemory in, int at, int version) {
        // [ANEW] the fence keeps the reads of the entry before these.
        VarHandle.acquireFence();
        return form.getAcquire(table, slotAt) == slot && in.getInt(at + BlockLayout.TYPE) == version;
    }

    /**
     * True if no memory was given back since MOD was read, nor the table replaced: the slots of one that was replaced go on
     * referring to blocks which, written anew, are other keys' entries.
     */
    private boolean isCurrent(int arena, long mod, long root) {
        return isStill(arena, mod) && root(arena) == root;
    }

    /** What was found, or AGAIN where that may not be of the stripe any more. */
    private @Nullable Object whole(@Nullable Object found, int arena, long mod, long root) {
        if (!isCurrent(arena, mod, root)) {
            return AGAIN;
        }
        if (found == BROKEN) {
            throw broken();
        }
        return found;
    }

    /**
     * The keys of all entries of a stripe that are there from the call to its return, and perhaps of others. Read some at a time:
     * where blocks moved meanwhile, those again; where the table is another, from its start.
     */
    public Set<ByteBuffer> keys(int stripe) {
        int arena = stripe * ArenaLayout.BYTES;
        Set<ByteBuffer> keys = new LinkedHashSet<>();
        long root = root(arena);
        for (int slot = 0; slot < slots(root); ) {
            long mod = mod(arena);
            if (root(arena) != root) {
                root = root(arena);
                slot = 0;
                continue;
            }
            int end = Math.min(slot + BATCH, slots(root));
            // Apart until it is known to be well read: it could be keys of another stripe.
            List<ByteBuffer> batch = new ArrayList<>(BATCH);
            if (collect(arena, mod, root, slot, end, batch)) {
                keys.addAll(batch);
                slot = end;
            }
        }
        return keys;
    }

    /** False: again. */
    private boolean collect(int arena, long mod, long root, int from, int end, List<ByteBuffer> keys) {
        long table = MapTable.table(root);
        if (memory.room(table) < form.tableBytes(slots(root))) {
            return whole(BROKEN, arena, mod, root) != AGAIN;
        }
        MappedMemory in = memory.piece(table);
        for (int i = from; i < end; i++) {
            int at = memory.inPiece(form.at(table, i));
            // [SLOT] acquire, as above.
            long slot = form.getAcquire(in, at);
            Object key = SlotFormat.isEntry(slot) ? readEntry(arena, mod, root, in, at, slot, null, Part.KEY) : null;
            if (key == AGAIN && !isCurrent(arena, mod, root)) {
                return false;
            }
            if (key == AGAIN) {
                // The entry was replaced meanwhile: this slot again.
                i--;
            } else if (key != null) {
                keys.add(ByteBuffer.wrap(MapReader.<byte[]>as(key)));
            }
        }
        return isCurrent(arena, mod, root);
    }

    private static int slots(long root) {
        return MapTable.table(root) == 0 ? 0 : MapTable.slots(root);
    }
}
