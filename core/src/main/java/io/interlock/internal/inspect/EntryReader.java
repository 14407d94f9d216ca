package io.interlock.internal.inspect;

import io.interlock.internal.access.Layout;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.EntryLayout;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.region.HeaderSnapshot;
import io.interlock.internal.region.RegionBytes;
import io.interlock.internal.thread.Inspection;
import io.interlock.internal.thread.ThreadTableSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads a region's entries for people, without trusting a number that it finds. */
final class EntryReader {

    /** As much of a primitive's memory is read; what people want to know stands at its beginning. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_HEAD_BYTES = 1024 * 1024;

    /** How often an entry is read whose holder seems dead: it may have let go and ended between two reads. */
    private static final int MAX_LOOKS = 3;

    private final RegionBytes source;
    private final long begin;
    private final long backed;
    private final ThreadTableSnapshot slots;
    private final IntFunction<Inspection.Inspector> inspectors;
    private final List<RegionReport.Entry> entries = new ArrayList<>();

    EntryReader(
            HeaderSnapshot header,
            RegionBytes source,
            ThreadTableSnapshot slots,
            IntFunction<Inspection.Inspector> inspectors) {
        this.source = source;
        this.begin = HeaderLayout.directoryBegin(header.slots());
        this.backed = header.directoryBacked();
        this.slots = slots;
        this.inspectors = inspectors;
    }

    List<RegionReport.Entry> entries() {
        return entries;
    }

    /** Reads entries until the log ends; what is wrong where that is not possible. */
    Optional<String> readAll() {
        for (long at = begin; at + EntryLayout.NAME <= backed; ) {
            MappedMemory fixed = source.at(at, EntryLayout.NAME);
            // [ENTRY] acquire: with the size everything that the creator wrote is seen.
            long size = fixed.getLongAcquire(EntryLayout.SIZE);
            if (size == 0) {
                break;
            }
            if (size < EntryLayout.NAME || size % Layout.CACHE_LINE_PAIR != 0 || size > backed - at) {
                return Optional.of("offset=" + at + " size=" + size + ": the region is damaged from here on");
            }
            // Read again: what came with the size, or before it, may be older than the size.
            String damage = read(at, size, source.at(at, EntryLayout.NAME));
            if (damage != null) {
                return Optional.of("offset=" + at + " " + damage + ": the entry is damaged");
            }
            at += size;
        }
        return Optional.empty();
    }

    private @Nullable String read(long at, long size, MappedMemory fixed) {
        int kind = fixed.getInt(EntryLayout.KIND);
        if (kind == EntryLayout.KIND_FILLER) {
            return null;
        }
        int nameBytes = fixed.getInt(EntryLayout.NAME_BYTES);
        int configBytes = fixed.getInt(EntryLayout.CONFIG_BYTES);
        long body = fixed.getInt(EntryLayout.BODY);
        long bodyBytes = fixed.getLong(EntryLayout.BODY_BYTES);
        // Name and configuration are never long; a damaged length must not ask for gigabytes.
        if (body > MAX_HEAD_BYTES || !EntryLayout.isWhole(at, size, nameBytes, configBytes, body, bodyBytes)) {
            return "kind=" + kind + " name=" + nameBytes + " config=" + configBytes + " body=" + body + "+" + bodyBytes
                    + " size=" + size;
        }
        byte[] words = source.at(at + EntryLayout.NAME, nameBytes + configBytes).getBytes(0, nameBytes + configBytes);
        Inspection inspection = inspect(kind, at + body, (int) Math.min(bodyBytes, MAX_BODY_BYTES));
        entries.add(new RegionReport.Entry(
                new String(words, 0, nameBytes, StandardCharsets.UTF_8),
                kind,
                new String(words, nameBytes, configBytes, StandardCharsets.UTF_8),
                size,
                fixed.getLong(EntryLayout.CREATED_MS),
                fixed.getLong(EntryLayout.CREATOR_PID),
                fixed.getLong(EntryLayout.CREATOR_PID_NS),
                inspection.holders(),
                slots.sleepingIn(at, at + size),
                inspection.state()));
        return null;
    }

    private Inspection inspect(int kind, long at, int bytes) {
        Inspection inspection = inspectOnce(kind, at, bytes);
        for (int looks = 1; looks < MAX_LOOKS && inspection.hasDeadHolder(); looks++) {
            inspection = inspectOnce(kind, at, bytes);
        }
        return inspection;
    }

    private Inspection inspectOnce(int kind, long at, int bytes) {
        Inspection inspection = new Inspection(slots);
        try {
            inspectors.apply(kind).inspect(source.at(at, bytes), inspection);
        } catch (IndexOutOfBoundsException e) {
            inspection.put("damaged", "its memory has " + bytes + " bytes, too few for what it is");
        }
        return inspection;
    }
}
