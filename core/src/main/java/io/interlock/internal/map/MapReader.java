package io.interlock.internal.map;

import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.LogReader;
import io.interlock.internal.alloc.SlotFormat;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.MapTable;
import io.interlock.internal.format.RecordLayout;
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
 * has replaced the table, or has written the entry's record anew.
 *
 * <p>One object for all stripes: what is on the way of every read stays in the processor's nearest cache.
 */
public final class MapReader extends LogReader {

    private static final int MAX_VIEWS = 8;
    private static final int BATCH = 64;

    /** What a try gives instead of an answer. */
    private static final Object RETRY = new Object();

    /** What a slot gives whose entry has another key. */
    private static final Object OTHER = new Object();

    /** For the null of a function. */
    private static final Object NOTHING = new Object();

    private static final Object BROKEN = new Object();

    /** What is made of an entry, if it is not a caller's function that makes it of the value's bytes. */
    private enum Part {
        EXISTS,
        KEY,
        VALUE
    }

    private final int stripes;

    /**
     * @param words of all stripes, one after the other
     * @param owner where in the file they are
     */
    public MapReader(PageAllocator pool, MappedMemory words, long owner, String where, int stripes) {
        super(pool, words, owner, where);
        this.stripes = stripes;
    }

    /** A copy of the value, or null if there is none. */
    public byte @Nullable [] value(long hash, Object key) {
        return (byte @Nullable []) readConsistent(hash, key, Part.VALUE);
    }

    public boolean contains(long hash, Object key) {
        return readConsistent(hash, key, Part.EXISTS) != null;
    }

    /** What the function makes of the value's bytes, or null if there is none. */
    public <R> @Nullable R view(long hash, Object key, Function<ByteBuffer, R> function) {
        for (int views = 0; views < MAX_VIEWS; views++) {
            Object found = tryRead(hash, key, function);
            if (found != RETRY) {
                return found == null || found == NOTHING ? null : as(found);
            }
        }
        // The function takes longer than the memory stays: let it have what does not change.
        byte[] copy = value(hash, key);
        return copy == null ? null : function.apply(ByteBuffer.wrap(copy).asReadOnlyBuffer());
    }

    private @Nullable Object readConsistent(long hash, Object key, Object what) {
        for (; ; ) {
            Object found = tryRead(hash, key, what);
            if (found != RETRY) {
                return found;
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what was wanted
    private static <R> R as(Object found) {
        return (R) found;
    }

    /**
     * What is wanted of this key's entry, null if there is none, or RETRY.
     *
     * @param key as {@link LookupKey} has it
     * @param what a {@link Part}, or a function of the value's bytes
     */
    private @Nullable Object tryRead(long hash, Object key, Object what) {
        int log = MapTable.stripe(hash, stripes) * LogLayout.BYTES;
        long epoch = epoch(log);
        long root = root(log);
        long table = MapTable.table(root);
        int slots = table == 0 ? 0 : MapTable.slots(root);
        if (table != 0 && memory.room(table) < form.tableBytes(slots)) {
            return validated(BROKEN, log, epoch, root);
        }
        int mask = slots - 1;
        if (slots != 0) {
            MappedMemory in = memory.piece(table);
            int first = memory.inPiece(form.at(table, 0));
            for (int i = (int) hash & mask, looked = 0; looked < slots; i = (i + 1) & mask, looked++) {
                int at = form.inPiece(first, i);
                // [SLOT] acquire: with the slot its entry's bytes are seen.
                long slot = form.getAcquire(in, at);
                if (form.tagMatches(slot, hash)) {
                    Object found = readEntry(log, epoch, root, in, at, slot, key, what);
                    if (found != OTHER) {
                        return found;
                    }
                } else if (slot == SlotFormat.EMPTY) {
                    break;
                }
            }
        }
        return validated(null, log, epoch, root);
    }

    /** What is wanted of the entry that a slot refers to; RETRY, or OTHER where it is not this key's. */
    private @Nullable Object readEntry(
            int log,
            long epoch,
            long root,
            MappedMemory table,
            int slotAt,
            long slot,
            @Nullable Object key,
            Object what) {
        long record = form.entry(slot);
        long room = memory.room(record);
        Object found = BROKEN;
        if (room >= RecordLayout.KEY) {
            MappedMemory in = memory.piece(record);
            int at = memory.inPiece(record);
            if (room >= RecordLayout.KEY + Layout.CACHE_LINE) {
                // Where the value ends: else it would be asked for only when the lengths are here.
                in.prefetch(at + Layout.CACHE_LINE);
            }
            // [SEQUENCE] acquire: what follows is read after it.
            int sequence = in.getIntAcquire(at + RecordLayout.TYPE);
            int keyBytes = in.getInt(at + RecordLayout.KEY_BYTES);
            if (keyBytes < 0 || keyBytes > room - RecordLayout.KEY) {
                found = key == null ? BROKEN : OTHER;
            } else if (key != null && !LookupKey.isAt(in, at + RecordLayout.KEY, keyBytes, key)) {
                found = OTHER;
            } else {
                try {
                    found = take(what, log, in, at, record, keyBytes, room);
                } catch (RuntimeException | Error e) {
                    if (isSame(table, slotAt, slot, in, at, sequence) && validate(log, epoch, root)) {
                        throw e;
                    }
                    return RETRY;
                }
                found = found == null ? BROKEN : found;
            }
            if (!isSame(table, slotAt, slot, in, at, sequence)) {
                return RETRY;
            }
            // One that is written while a slot refers to it cannot be.
            found = RecordLayout.isBeingWritten(sequence) ? BROKEN : found;
        }
        return validated(found, log, epoch, root);
    }

    /**
     * What is wanted of an entry's bytes, which may be of another's making; null if they cannot be an entry's.
     *
     * @param what as for {@link #tryRead}
     * @param log where the words of the entry's stripe are
     * @param in the piece of memory in which the entry is
     * @param at where in the piece
     * @param record where in the file
     */
    private @Nullable Object take(Object what, int log, MappedMemory in, int at, long record, int keyBytes, long room) {
        if (what == Part.EXISTS) {
            return what;
        }
        if (what == Part.KEY) {
            // Short ones, too: a table of damaged memory can have a great many.
            return isWithinSegment(log, record, RecordLayout.KEY + (long) keyBytes)
                    ? in.getBytes(at + RecordLayout.KEY, keyBytes)
                    : null;
        }
        int length = in.getInt(at + RecordLayout.VALUE_BYTES);
        int from = (int) RecordLayout.value(keyBytes);
        if (!isWithin(log, record, from, length, room)) {
            return null;
        }
        if (what == Part.VALUE) {
            return in.getBytes(at + from, length);
        }
        Object result = MapReader.<Function<ByteBuffer, ?>>as(what).apply(in.view(at + from, length));
        return result == null ? NOTHING : result;
    }

    /**
     * True if the record still is the slot's, and was not written anew since its SEQUENCE was read: so what was read since is all
     * of one entry, which was the slot's at least when the slot was read again.
     */
    private boolean isSame(MappedMemory table, int slotAt, long slot, MappedMemory in, int at, int sequence) {
        // [SEQUENCE] the fence keeps the reads of the entry before these.
        VarHandle.acquireFence();
        return form.getAcquire(table, slotAt) == slot && in.getInt(at + RecordLayout.TYPE) == sequence;
    }

    /**
     * True if no memory was given back since EPOCH was read, nor the table replaced: the slots of one that was replaced go on
     * referring to records which, written anew, are other keys' entries.
     */
    private boolean validate(int log, long epoch, long root) {
        return isStill(log, epoch) && root(log) == root;
    }

    /** What was found, or RETRY where that may not be of the stripe any more. */
    private @Nullable Object validated(@Nullable Object found, int log, long epoch, long root) {
        if (!validate(log, epoch, root)) {
            return RETRY;
        }
        if (found == BROKEN) {
            throw broken();
        }
        return found;
    }

    /**
     * The keys of all entries of a stripe that are there from the call to its return, and perhaps of others. Read some at a time:
     * where records moved meanwhile, those again; where the table is another, from its start.
     */
    public Set<ByteBuffer> keys(int stripe) {
        int log = stripe * LogLayout.BYTES;
        Set<ByteBuffer> keys = new LinkedHashSet<>();
        long root = root(log);
        for (int slot = 0; slot < slots(root); ) {
            long epoch = epoch(log);
            if (root(log) != root) {
                root = root(log);
                slot = 0;
                continue;
            }
            int end = Math.min(slot + BATCH, slots(root));
            // Apart until it is known to be well read: it could be keys of another stripe.
            List<ByteBuffer> batch = new ArrayList<>(BATCH);
            if (readKeys(log, epoch, root, slot, end, batch)) {
                keys.addAll(batch);
                slot = end;
            }
        }
        return keys;
    }

    /** False: again. */
    private boolean readKeys(int log, long epoch, long root, int from, int end, List<ByteBuffer> keys) {
        long table = MapTable.table(root);
        if (memory.room(table) < form.tableBytes(slots(root))) {
            return validated(BROKEN, log, epoch, root) != RETRY;
        }
        MappedMemory in = memory.piece(table);
        for (int i = from; i < end; i++) {
            int at = memory.inPiece(form.at(table, i));
            // [SLOT] acquire, as above.
            long slot = form.getAcquire(in, at);
            Object key = SlotFormat.isEntry(slot) ? readEntry(log, epoch, root, in, at, slot, null, Part.KEY) : null;
            if (key == RETRY && !validate(log, epoch, root)) {
                return false;
            }
            if (key == RETRY) {
                // The entry was replaced meanwhile: this slot again.
                i--;
            } else if (key != null) {
                keys.add(ByteBuffer.wrap(MapReader.<byte[]>as(key)));
            }
        }
        return validate(log, epoch, root);
    }

    private static int slots(long root) {
        return MapTable.table(root) == 0 ? 0 : MapTable.slots(root);
    }
}
