package io.interlock.internal.alloc;

import io.interlock.internal.format.SegmentLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether no byte of a log's memory is neither in use nor known as garbage, and every segment is linked once. Under the log's
 * lock.
 */
public final class LogCheck {

    private final LogAllocator log;
    private final PoolMemory memory;
    private final LogAllocator.Contents contents;
    private final String where;
    private final List<String> problems = new ArrayList<>();

    /** @param where the beginning of each line */
    public LogCheck(LogAllocator log, LogAllocator.Contents contents, String where) {
        this.log = log;
        this.memory = log.memory();
        this.contents = contents;
        this.where = where;
    }

    /** What is wrong; empty if nothing is. */
    public List<String> run() {
        checkSegments(liveBytes());
        return problems;
    }

    private Map<Long, Integer> liveBytes() {
        Map<Long, Integer> live = new HashMap<>();
        LogAllocator.RecordVisitor count =
                record -> live.merge(log.segments().of(record), log.segments().sizeOf(record), Integer::sum);
        contents.forEach(count);
        long recycled = log.recycled().record();
        if (recycled != 0) {
            count.visit(recycled);
            expect("recycled in use, record " + recycled, contents.isInUse(recycled) ? 1 : 0, 0);
        }
        return live;
    }

    private void checkSegments(Map<Long, Integer> liveBytes) {
        Set<Long> linked = new TreeSet<>(log.segments().list());
        Set<Long> owned = new TreeSet<>();
        long capacity = 0;
        long garbage = 0;
        for (PageAllocator.PageRun run : log.pool().runsOf(log.owner(), log.owner() + 1)) {
            long segment = run.offset();
            owned.add(segment);
            if (!linked.contains(segment)) {
                continue;
            }
            long size = memory.getInt(segment + SegmentLayout.SIZE);
            int used = memory.getInt(segment + SegmentLayout.USED);
            int dead = memory.getInt(segment + SegmentLayout.DEAD);
            expect("size of segment " + segment, size, run.pages() * PageAllocator.PAGE_BYTES);
            expect(
                    "dead of segment " + segment,
                    dead,
                    used - SegmentLayout.RECORDS - liveBytes.getOrDefault(segment, 0));
            expect(
                    "in use of segment " + segment,
                    liveBytes.containsKey(segment) || segment == log.current() ? 1 : 0,
                    1);
            checkRecords(segment, used);
            capacity += size;
            garbage += dead;
        }
        if (!linked.equals(owned)) {
            problems.add(where + " segments linked=" + linked + " owned=" + owned);
        }
        if (log.current() != 0 && !linked.contains(log.current())) {
            problems.add(where + " current=" + log.current() + " of " + linked);
        }
        expect("capacity", log.capacity(), capacity);
        expect("garbage", log.garbage(), garbage);
    }

    /** A segment can be read record by record. */
    private void checkRecords(long segment, int used) {
        long at = segment + SegmentLayout.RECORDS;
        while (at < segment + used) {
            expect("segment of record " + at, log.segments().of(at), segment);
            at += log.segments().sizeOf(at);
        }
        expect("end of segment " + segment, at, segment + used);
    }

    private void expect(String what, long found, long expected) {
        if (found != expected) {
            problems.add(where + " " + what + " expected=" + expected + " found=" + found);
        }
    }
}
