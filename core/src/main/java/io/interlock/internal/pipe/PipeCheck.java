package io.interlock.internal.pipe;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.directory.Verification;
import io.interlock.internal.format.PipeLayout;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.format.RingPosition;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.ring.RingCheck;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a pipe is whole: one ring each channel. */
public final class PipeCheck {

    private static final Pattern CONFIG = Pattern.compile("capacity=([0-9]{1,9}) oneWay=(true|false)");

    private PipeCheck() {}

    public static void verify(RegionRuntime file, DirectoryEntry entry, Verification into) {
        String name = "pipe=" + entry.name();
        Matcher config = CONFIG.matcher(entry.config());
        if (!config.matches()) {
            into.problem(name + " configuration=[" + entry.config() + "]");
            return;
        }
        boolean oneWay = Boolean.parseBoolean(config.group(2));
        int capacityBytes = Integer.parseInt(config.group(1));
        if (!RingLayout.isPossible(capacityBytes) || entry.body().size() != PipeLayout.bytes(capacityBytes, oneWay)) {
            into.problem(name + " configuration=[" + entry.config() + "] body="
                    + entry.body().size() + " bytes: not that of such a pipe");
            return;
        }
        verify(entry, PipeLayout.TO_SECOND, capacityBytes, name + " to its second end", into);
        if (!oneWay) {
            verify(entry, PipeLayout.TO_FIRST, capacityBytes, name + " to its first end", into);
        }
    }

    private static void verify(DirectoryEntry entry, int words, int capacityBytes, String name, Verification into) {
        MappedMemory body = entry.body();
        int slots = RingLayout.slots(capacityBytes);
        Ring ring = new Ring(
                body.slice(words, RingLayout.BYTES),
                body.slice(PipeLayout.records(words, capacityBytes), slots * RingPosition.SLOT_BYTES),
                Long.MAX_VALUE,
                name);
        new RingCheck(ring, slots).run().ifPresent(problem -> into.problem(name + " " + problem));
    }
}
