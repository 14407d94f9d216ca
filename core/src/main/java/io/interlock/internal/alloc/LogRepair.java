package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a log's book-keeping in line with its structure, after a holder of its lock has died: its segments are those that the
 * region's page table says, and the records in use are those that can be reached. May itself be ended at any store; the
 * next one begins anew.
 */
public final class LogRepair {

    private final LogAllocator log;
    private final PoolMemory memory;
    private final MappedMemory words;

    public LogRepair(LogAllocator log, MappedMemory words) {
        this.log = log;
        this.memory = log.memory();
        this.words = words;
    }

    public void run(LogAllocator.Contents contents) {
        Map<Long, Integer> liveBytes = liveBytes(contents);
        List<PageAllocator.PageRun> unused = new ArrayList<>();
        long current = log.current();
        long capacity = 0;
        long garbage = 0;
        log.recycled().forget();
        words.putLong(LogLayout.CURRENT, 0);
        words.putLong(LogLayout.SEGMENTS, 0);
        for (PageAllocator.PageRun run : log.pool().runsOf(log.owner(), log.owner() + 1)) {
            long segment = run.offset();
            Integer live = liveBytes.get(segment);
            if (live == null) {
                unused.add(run);
                continue;
            }
            int dead = memory.getInt(segment + SegmentLayout.USED) - SegmentLayout.RECORDS - live;
            memory.putInt(segment + SegmentLayout.DEAD, dead);
            log.segments().link(segment);
            capacity += memory.getInt(segment + SegmentLayout.SIZE);
            garbage += dead;
            if (segment == current) {
                words.putLong(LogLayout.CURRENT, segment);
            }
        }
        words.putLong(LogLayout.GARBAGE, garbage);
        words.putLong(LogLayout.CAPACITY, capacity);
        for (PageAllocator.PageRun run : unused) {
            log.segments().release(run.offset(), run.pages());
        }
    }

    /** How much is in use in each segment in which something is. */
    private Map<Long, Integer> liveBytes(LogAllocator.Contents contents) {
        Map<Long, Integer> liveBytes = new HashMap<>();
        contents.forEach(record -> {
            long segment = log.segments().of(record);
            if (!log.segments().isOurs(segment)) {
                throw log.damaged("record=" + record + " segment=" + segment);
            }
            liveBytes.merge(segment, log.segments().sizeOf(record), Integer::sum);
        });
        return liveBytes;
    }
}
