package io.interlock.internal.alloc;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.pages.PageAllocator;
import io.interlock.internal.pages.PoolMemory;
import java.lang.invoke.VarHandle;

/**
 * The one record of a log that was replaced last: kept, to be written anew for the next entry of its size. So what is replaced by
 * its like again and again leaves no garbage, and nothing has to be moved for it. Nothing refers to it: where its writer dies, it
 * is garbage. Under the log's lock.
 */
public final class RecycledRecord {

    private final LogAllocator log;
    private final MappedMemory words;
    private final PoolMemory memory;

    RecycledRecord(LogAllocator log, MappedMemory words) {
        this.log = log;
        this.words = words;
        this.memory = log.memory();
    }

    /**
     * The record, if it has this size; it is the caller's then, to be written between {@link #beginWrite} and {@link #endWrite}.
     * Else 0.
     */
    public long take(long size) {
        long record = record();
        if (record == 0 || memory.getInt(record + RecordLayout.SIZE) != size || !memory.contains(record, size)) {
            return 0;
        }
        forget();
        return record;
    }

    /** Tells readers of the record that it changes: the odd number of a seqlock. */
    public void beginWrite(long record) {
        int word = memory.getInt(record + RecordLayout.TYPE) + RecordLayout.SEQUENCE;
        if (RecordLayout.isFirstSequence(word + RecordLayout.SEQUENCE)) {
            // Who has read for so long that the numbers begin again looks again for this.
            log.segments().raiseEpoch();
        }
        memory.putInt(record + RecordLayout.TYPE, word);
        // [SEQUENCE] the fence keeps the stores to the record after the odd number.
        VarHandle.releaseFence();
    }

    /** After the record's new content was written. */
    public void endWrite(long record) {
        int word = memory.getInt(record + RecordLayout.TYPE) + RecordLayout.SEQUENCE;
        // [SEQUENCE] release: a reader that sees the even number sees the record as it is now.
        memory.putIntRelease(record + RecordLayout.TYPE, word);
    }

    /** Keeps a record that was replaced, in place of the one before; a large one is garbage at once. */
    public void keep(long record) {
        if (memory.getInt(record + RecordLayout.SIZE) > PageAllocator.PAGE_BYTES) {
            log.free(record);
            return;
        }
        drop();
        words.putLong(LogLayout.RECYCLED, record);
    }

    /** The record becomes garbage; before anything asks which records are in use. */
    void drop() {
        long record = record();
        if (record != 0) {
            forget();
            log.free(record);
        }
    }

    /** The record counts as nothing any more: it was counted, or all memory is given back. */
    void forget() {
        words.putLong(LogLayout.RECYCLED, 0);
    }

    /** The record, or 0. */
    long record() {
        long record = words.getLong(LogLayout.RECYCLED);
        if (record != 0 && (record % RecordLayout.UNIT != 0 || !memory.contains(record, RecordLayout.KEY))) {
            throw log.damaged("recycled=" + record);
        }
        return record;
    }
}
