package io.interlock.internal.queue;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.directory.Verification;
import io.interlock.internal.format.QueueLayout;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.format.RingPosition;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.ring.RingCheck;

/** Whether a queue is whole: its ring, and what counts the work on its elements. */
public final class QueueCheck {

    private QueueCheck() {}

    public static void verify(RegionRuntime file, DirectoryEntry entry, Verification into) {
        String name = "queue=" + entry.name();
        MappedMemory body = entry.body();
        int recordsBytes = body.size() - QueueLayout.RECORDS;
        if (recordsBytes < RingLayout.slots(1) * RingPosition.SLOT_BYTES
                || recordsBytes % RingPosition.SLOT_BYTES != 0) {
            into.problem(name + " body=" + body.size() + " bytes: no room for a ring");
            return;
        }
        Ring ring = new Ring(
                body.slice(QueueLayout.RING, RingLayout.BYTES),
                body.slice(QueueLayout.RECORDS, recordsBytes),
                Long.MAX_VALUE,
                name);
        new RingCheck(ring, recordsBytes / RingPosition.SLOT_BYTES)
                .run()
                .ifPresent(problem -> into.problem(name + " " + problem));
        int closed = body.getIntVolatile(QueueLayout.CLOSED);
        if (closed < QueueLayout.OPEN || closed > QueueLayout.CLOSED_NOW) {
            into.problem(name + " closed=" + closed);
        }
        // DONE first: it never passes the end, which only grows.
        long done = body.getLongVolatile(QueueLayout.DONE);
        if (RingPosition.slots(done) != 0 || RingPosition.recordsBetween(done, ring.end()) < 0) {
            into.problem(name + " done=0x" + Long.toHexString(done) + ": more than were put");
        }
    }
}
