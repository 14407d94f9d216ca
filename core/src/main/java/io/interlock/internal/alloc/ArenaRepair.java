package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings an arena's book-keeping in line with what hangs from it, after a holder of its lock has died: which chunks it has is
 * what the region's page table says, and which blocks are in use is what can be reached. May itself be ended at any store; the
 * next one begins anew.
 */
public final class ArenaRepair {

    private final LogAllocator arena;
    private final PoolMemory memory;
    private final MappedMemory words;

    public ArenaRepair(LogAllocator arena, MappedMemory words) {
        this.arena = arena;
        this.memory = arena.memory();
        this.words = words;
    }

    public void run(LogAllocator.Contents contents) {
        Map<Long, Integer> liveBytes = liveBytes(contents);
        List<PageAllocator.Span> unused = new ArrayList<>();
        long current = arena.current();
        long capacity = 0;
        long garbage = 0;
        arena.spare().forget();
        words.putLong(ArenaLayout.CURRENT, 0);
        words.putLong(ArenaLayout.CHUNKS, 0);
        for (PageAllocator.Span span : arena.pool().spansOf(arena.owner(), arena.owner() + 1)) {
            long chunk = span.offset();
            Integer live = liveBytes.get(chunk);
            if (live == null) {
                unused.add(span);
                continue;
            }
            int dead = memory.getInt(chunk + ChunkLayout.USED) - ChunkLayout.BLOCKS - live;
            memory.putInt(chunk + ChunkLayout.DEAD, dead);
            arena.chunks().link(chunk);
            capacity += memory.getInt(chunk + ChunkLayout.SIZE);
            garbage += dead;
            if (chunk == current) {
                words.putLong(ArenaLayout.CURRENT, chunk);
            }
        }
        words.putLong(ArenaLayout.GARBAGE, garbage);
        words.putLong(ArenaLayout.CAPACITY, capacity);
        for (PageAllocator.Span span : unused) {
            arena.chunks().release(span.offset(), span.pages());
        }
    }

    /** How much is in use in each chunk in which something is. */
    private Map<Long, Integer> liveBytes(LogAllocator.Contents contents) {
        Map<Long, Integer> liveBytes = new HashMap<>();
        contents.forEach(block -> {
            long chunk = arena.chunks().of(block);
            if (!arena.chunks().isOurs(chunk)) {
                throw arena.damaged("block=" + block + " chunk=" + chunk);
            }
            liveBytes.merge(chunk, arena.chunks().sizeOf(block), Integer::sum);
        });
        return liveBytes;
    }
}
