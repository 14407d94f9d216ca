package io.interlock.collection;

import io.interlock.RegionFormatException;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.PagePool;
import io.interlock.memory.PoolMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a stripe is whole: every entry can be found where its key belongs, and no byte of the stripe's memory is neither in
 * use nor known as garbage. Under the stripe's lock.
 */
final class StripeCheck {

    private final MapStore store;
    private final Stripe stripe;
    private final int index;
    private final Arena arena;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final List<String> problems = new ArrayList<>();

    StripeCheck(MapStore store, Stripe stripe, int index, MappedMemory words) {
        this.store = store;
        this.stripe = stripe;
        this.index = index;
        this.arena = stripe.arena();
        this.memory = arena.memory();
        this.words = words;
    }

    /** What is wrong; empty if nothing is. */
    List<String> run() {
        try {
            checkEntries();
            checkChunks(liveBytes());
        } catch (RegionFormatException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private void checkEntries() {
        long[] count = {0};
        Set<ByteBuffer> keys = new HashSet<>();
        stripe.forEach(block -> {
            int size = arena.sizeOf(block);
            if (memory.getInt(block + BlockLayout.TYPE) != BlockLayout.ENTRY) {
                return;
            }
            count[0]++;
            int keyBytes = memory.getInt(block + BlockLayout.KEY_BYTES);
            int valueBytes = memory.getInt(block + BlockLayout.VALUE_BYTES);
            expect("size of entry " + block, BlockLayout.sizeOfEntry(keyBytes, valueBytes), size);
            byte[] key = memory.getBytes(block + BlockLayout.KEY, keyBytes);
            long hash = store.hash(key);
            expect("hash of entry " + block, (int) hash, memory.getInt(block + BlockLayout.HASH));
            expect("stripe of entry " + block, store.stripe(hash) == stripe ? 1 : 0, 1);
            expect("place of entry " + block, stripe.find(hash, key), block);
            expect("first of its key, entry " + block, keys.add(ByteBuffer.wrap(key)) ? 1 : 0, 1);
        });
        expect("count", words.getLong(ArenaLayout.COUNT), count[0]);
        expect("filled slots", words.getLong(ArenaLayout.FILLED), stripe.filledSlots());
    }

    private Map<Long, Integer> liveBytes() {
        Map<Long, Integer> live = new HashMap<>();
        stripe.forEach(block -> live.merge(arena.chunkOf(block), arena.sizeOf(block), Integer::sum));
        return live;
    }

    private void checkChunks(Map<Long, Integer> liveBytes) {
        Set<Long> linked = new TreeSet<>(arena.compaction().chunks());
        Set<Long> owned = new TreeSet<>();
        long capacity = 0;
        long garbage = 0;
        for (PagePool.Span span : arena.pool().spansOf(arena.owner(), arena.owner() + 1)) {
            long chunk = span.offset();
            owned.add(chunk);
            if (!linked.contains(chunk)) {
                continue;
            }
            long size = memory.getInt(chunk + ChunkLayout.SIZE);
            int used = memory.getInt(chunk + ChunkLayout.USED);
            int dead = memory.getInt(chunk + ChunkLayout.DEAD);
            expect("size of chunk " + chunk, size, span.pages() * PagePool.PAGE_BYTES);
            expect("dead of chunk " + chunk, dead, used - ChunkLayout.BLOCKS - liveBytes.getOrDefault(chunk, 0));
            expect("in use of chunk " + chunk, liveBytes.containsKey(chunk) || chunk == arena.current() ? 1 : 0, 1);
            checkBlocks(chunk, used);
            capacity += size;
            garbage += dead;
        }
        if (!linked.equals(owned)) {
            problems.add(where() + " chunks linked=" + linked + " owned=" + owned);
        }
        if (arena.current() != 0 && !linked.contains(arena.current())) {
            problems.add(where() + " current=" + arena.current() + " of " + linked);
        }
        expect("capacity", arena.capacity(), capacity);
        expect("garbage", arena.garbage(), garbage);
    }

    /** A chunk can be read block by block. */
    private void checkBlocks(long chunk, int used) {
        long at = chunk + ChunkLayout.BLOCKS;
        while (at < chunk + used) {
            expect("chunk of block " + at, arena.chunkOf(at), chunk);
            at += arena.sizeOf(at);
        }
        expect("end of chunk " + chunk, at, chunk + used);
    }

    private void expect(String what, long found, long expected) {
        if (found != expected) {
            problems.add(where() + " " + what + " expected=" + expected + " found=" + found);
        }
    }

    private String where() {
        return "stripe=" + index;
    }
}
