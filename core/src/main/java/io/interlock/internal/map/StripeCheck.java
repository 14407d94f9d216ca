package io.interlock.internal.map;

import io.interlock.RegionFormatException;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.alloc.LogAllocator;
import io.interlock.internal.alloc.LogCheck;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.format.RecordLayout;
import io.interlock.internal.pages.PoolMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a stripe is whole: every entry can be found where its key belongs, and no byte of the stripe's memory is neither in
 * use nor known as garbage. Under the stripe's lock.
 */
final class StripeCheck {

    private final MapStore store;
    private final Stripe stripe;
    private final int index;
    private final LogAllocator log;
    private final PoolMemory memory;
    private final MappedMemory words;
    private final List<String> problems = new ArrayList<>();

    StripeCheck(MapStore store, Stripe stripe, int index, MappedMemory words) {
        this.store = store;
        this.stripe = stripe;
        this.index = index;
        this.log = stripe.log();
        this.memory = log.memory();
        this.words = words;
    }

    /** What is wrong; empty if nothing is. */
    List<String> run() {
        try {
            checkEntries();
            problems.addAll(new LogCheck(log, stripe, where()).run());
        } catch (RegionFormatException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private void checkEntries() {
        long[] count = {0};
        Set<ByteBuffer> keys = new HashSet<>();
        stripe.forEach(record -> {
            int size = log.segments().sizeOf(record);
            if (RecordLayout.type(memory.getInt(record + RecordLayout.TYPE)) != RecordLayout.ENTRY) {
                return;
            }
            count[0]++;
            int keyBytes = memory.getInt(record + RecordLayout.KEY_BYTES);
            int valueBytes = memory.getInt(record + RecordLayout.VALUE_BYTES);
            if (keyBytes < 0 || valueBytes < 0 || RecordLayout.sizeOfEntry(keyBytes, valueBytes) != size) {
                // And no further: so many bytes there may not be.
                problems.add(
                        where() + " entry=" + record + " size=" + size + " key=" + keyBytes + " value=" + valueBytes);
                return;
            }
            byte[] key = memory.getBytes(record + RecordLayout.KEY, keyBytes);
            long hash = store.hash(key);
            int lowerHash = (int) hash;
            expect("hash of entry " + record, lowerHash, memory.getInt(record + RecordLayout.HASH));
            expect("stripe of entry " + record, store.stripe(hash) == stripe ? 1 : 0, 1);
            expect("place of entry " + record, stripe.find(hash, key), record);
            expect("first of its key, entry " + record, keys.add(ByteBuffer.wrap(key)) ? 1 : 0, 1);
        });
        expect("count", words.getLong(LogLayout.COUNT), count[0]);
        expect("filled slots", words.getLong(LogLayout.FILLED), stripe.table().countFilled());
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
