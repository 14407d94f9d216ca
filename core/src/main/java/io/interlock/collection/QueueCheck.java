package io.interlock.collection;

import io.interlock.memory.DirectoryEntry;
import io.interlock.memory.MappedMemory;
import io.interlock.memory.RegionFile;
import io.interlock.memory.Verification;

/** Whether a queue is whole: its ring, and what counts the work on its elements. */
final class QueueCheck {

    private QueueCheck() {}

    static void verify(RegionFile file, DirectoryEntry entry, Verification into) {
        String name = "queue=" + entry.name();
        MappedMemory body = entry.body();
        int recordsBytes = body.size() - QueueLayout.RECORDS;
        if (recordsBytes < RingLayout.units(1) * Place.UNIT || recordsBytes % Place.UNIT != 0) {
            into.problem(name + " body=" + body.size() + " bytes: no room for a ring");
            return;
        }
        Ring ring = new Ring(
                body.slice(QueueLayout.RING, RingLayout.BYTES),
                body.slice(QueueLayout.RECORDS, recordsBytes),
                Long.MAX_VALUE,
                name);
        new RingCheck(ring, recordsBytes / Place.UNIT).run().ifPresent(problem -> into.problem(name + " " + problem));
        int closed = body.getIntVolatile(QueueLayout.CLOSED);
        if (closed < QueueLayout.OPEN || closed > QueueLayout.CLOSED_NOW) {
            into.problem(name + " closed=" + closed);
        }
        // DONE first: it never passes the end, which only grows.
        long done = body.getLongVolatile(QueueLayout.DONE);
        if (Place.units(done) != 0 || Place.recordsBetween(done, ring.end()) < 0) {
            into.problem(name + " done=0x" + Long.toHexString(done) + ": more than were put");
        }
    }
}
