package io.interlock.internal.alloc;

import io.interlock.internal.format.ChunkLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether no byte of an arena's memory is neither in use nor known as garbage, and every chunk is linked once. Under the arena's
 * lock.
 */
public final class ArenaCheck {

    private final LogAllocator arena;
    private final PoolMemory memory;
    private final LogAllocator.Contents contents;
    private final String where;
    private final List<String> problems = new ArrayList<>();

    /** @param where the beginning of each line */
    public ArenaCheck(LogAllocator arena, LogAllocator.Contents contents, String where) {
        this.arena = arena;
        this.memory = arena.memory();
        this.contents = contents;
        this.where = where;
    }

    /** What is wrong; empty if nothing is. */
    public List<String> run() {
        checkChunks(liveBytes());
        return problems;
    }

    private Map<Long, Integer> liveBytes() {
        Map<Long, Integer> live = new HashMap<>();
        LogAllocator.BlockVisitor count =
                block -> live.merge(arena.chunks().of(block), arena.chunks().sizeOf(block), Integer::sum);
        contents.forEach(count);
        long spare = arena.spare().block();
        if (spare != 0) {
            count.visit(spare);
            expect("spare in use, block " + spare, contents.isInUse(spare) ? 1 : 0, 0);
        }
        return live;
    }

    private void checkChunks(Map<Long, Integer> liveBytes) {
        Set<Long> linked = new TreeSet<>(arena.chunks().list());
        Set<Long> owned = new TreeSet<>();
        long capacity = 0;
        long garbage = 0;
        for (PageAllocator.Span span : arena.pool().spansOf(arena.owner(), arena.owner() + 1)) {
            long chunk = span.offset();
            owned.add(chunk);
            if (!linked.contains(chunk)) {
                continue;
            }
            long size = memory.getInt(chunk + ChunkLayout.SIZE);
            int used = memory.getInt(chunk + ChunkLayout.USED);
            int dead = memory.getInt(chunk + ChunkLayout.DEAD);
            expect("size of chunk " + chunk, size, span.pages() * PageAllocator.PAGE_BYTES);
            expect("dead of chunk " + chunk, dead, used - ChunkLayout.BLOCKS - liveBytes.getOrDefault(chunk, 0));
            expect("in use of chunk " + chunk, liveBytes.containsKey(chunk) || chunk == arena.current() ? 1 : 0, 1);
            checkBlocks(chunk, used);
            capacity += size;
            garbage += dead;
        }
        if (!linked.equals(owned)) {
            problems.add(where + " chunks linked=" + linked + " owned=" + owned);
        }
        if (arena.current() != 0 && !linked.contains(arena.current())) {
            problems.add(where + " current=" + arena.current() + " of " + linked);
        }
        expect("capacity", arena.capacity(), capacity);
        expect("garbage", arena.garbage(), garbage);
    }

    /** A chunk can be read block by block. */
    private void checkBlocks(long chunk, int used) {
        long at = chunk + ChunkLayout.BLOCKS;
        while (at < chunk + used) {
            expect("chunk of block " + at, arena.chunks().of(at), chunk);
            at += arena.chunks().sizeOf(at);
        }
        expect("end of chunk " + chunk, at, chunk + used);
    }

    private void expect(String what, long found, long expected) {
        if (found != expected) {
            problems.add(where + " " + what + " expected=" + expected + " found=" + found);
        }
    }
}
