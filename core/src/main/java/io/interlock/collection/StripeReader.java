package io.interlock.collection;

import io.interlock.memory.MappedMemory;
import io.interlock.memory.PagePool;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a stripe without its lock. A try ends; another follows only if a writer has given memory back meanwhile. */
final class StripeReader extends ArenaReader {

    private static final int MOST_VIEWS = 8;
    private static final int BATCH = 64;

    StripeReader(PagePool pool, MappedMemory words, long owner, String where) {
        super(pool, words, owner, where);
    }

    /** A copy of the value, or null if there is none. */
    byte @Nullable [] value(long hash, byte[] key) {
        for (; ; ) {
            long mod = mod();
            long block = locate(root(), hash, key);
            byte[] value = null;
            if (block > 0) {
                int length = memory.getInt(block + BlockLayout.VALUE_BYTES);
                if (isValue(block, key.length, length)) {
                    value = memory.getBytes(block + BlockLayout.value(key.length), length);
                } else {
                    block = MapTable.BROKEN;
                }
            }
            if (isStill(mod)) {
                requireWhole(block);
                return value;
            }
        }
    }

    boolean contains(long hash, byte[] key) {
        for (; ; ) {
            long mod = mod();
            long block = locate(root(), hash, key);
            if (isStill(mod)) {
                requireWhole(block);
                return block != 0;
            }
        }
    }

    /** What the function makes of the value's bytes, or null if there is none. */
    <R> @Nullable R view(long hash, byte[] key, Function<ByteBuffer, R> function) {
        for (int views = 0; views < MOST_VIEWS; views++) {
            long mod = mod();
            long block = locate(root(), hash, key);
            R result = null;
            if (block > 0) {
                int length = memory.getInt(block + BlockLayout.VALUE_BYTES);
                if (isValue(block, key.length, length)) {
                    try {
                        result = function.apply(memory.view(block + BlockLayout.value(key.length), length));
                    } catch (RuntimeException | Error e) {
                        if (isStill(mod)) {
                            throw e;
                        }
                        continue;
                    }
                } else {
                    block = MapTable.BROKEN;
                }
            }
            if (isStill(mod)) {
                requireWhole(block);
                return result;
            }
        }
        // The function takes longer than the memory stays: let it have what does not change.
        byte[] copy = value(hash, key);
        return copy == null ? null : function.apply(ByteBuffer.wrap(copy).asReadOnlyBuffer());
    }

    /**
     * The keys of all entries that are there from the call to its return, and perhaps of others. Read some at a time: where
     * blocks moved meanwhile, those again; where the table is another, from its start.
     */
    Set<ByteBuffer> keys() {
        Set<ByteBuffer> keys = new LinkedHashSet<>();
        long root = root();
        for (int slot = 0; slot < slots(root); ) {
            long mod = mod();
            if (root() != root) {
                root = root();
                slot = 0;
                continue;
            }
            int end = Math.min(slot + BATCH, slots(root));
            // Apart until it is known to be well read: it could be keys of another stripe.
            List<ByteBuffer> batch = new ArrayList<>(BATCH);
            boolean whole = collect(root, slot, end, batch);
            if (isStill(mod)) {
                requireWhole(whole ? 0 : MapTable.BROKEN);
                keys.addAll(batch);
                slot = end;
            }
        }
        return keys;
    }

    private boolean collect(long root, int from, int end, List<ByteBuffer> keys) {
        long table = MapTable.table(root);
        if (!memory.contains(table, MapTable.bytes(slots(root)))) {
            return false;
        }
        for (int i = from; i < end; i++) {
            long slot = memory.getLongAcquire(MapTable.slotAt(table, i));
            if (MapTable.isEntry(slot)) {
                long block = MapTable.entry(slot);
                if (!memory.contains(block, BlockLayout.KEY)) {
                    return false;
                }
                int length = memory.getInt(block + BlockLayout.KEY_BYTES);
                // Short ones, too: a table of damaged memory can have a great many.
                if (length < 0 || !isWithinChunk(block, BlockLayout.KEY + (long) length)) {
                    return false;
                }
                keys.add(ByteBuffer.wrap(memory.getBytes(block + BlockLayout.KEY, length)));
            }
        }
        return true;
    }

    private static int slots(long root) {
        return MapTable.table(root) == 0 ? 0 : MapTable.slots(root);
    }

    /** The entry of this key, 0 if there is none, or {@link MapTable#BROKEN}. */
    private long locate(long root, long hash, byte[] key) {
        long table = MapTable.table(root);
        if (table == 0) {
            return 0;
        }
        int slots = MapTable.slots(root);
        if (!memory.contains(table, MapTable.bytes(slots))) {
            return MapTable.BROKEN;
        }
        int mask = slots - 1;
        for (int i = (int) hash & mask, looked = 0; looked < slots; i = (i + 1) & mask, looked++) {
            // [SLOT] acquire: with the slot its entry's bytes are seen.
            long slot = memory.getLongAcquire(MapTable.slotAt(table, i));
            if (slot == MapTable.EMPTY) {
                return 0;
            }
            if (MapTable.mayBe(slot, hash)) {
                long block = MapTable.entry(slot);
                if (!memory.contains(block, BlockLayout.KEY + (long) key.length)) {
                    return MapTable.BROKEN;
                }
                if (memory.getInt(block + BlockLayout.KEY_BYTES) == key.length
                        && memory.matches(block + BlockLayout.KEY, key)) {
                    return block;
                }
            }
        }
        return 0;
    }

    private boolean isValue(long block, int keyBytes, int length) {
        return isWithin(block, BlockLayout.value(keyBytes), length);
    }
}
