package io.interlock.internal.thread;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.format.SlotLayout;
import io.interlock.internal.region.HeaderSnapshot;
import io.interlock.internal.region.RegionBytes;
import io.interlock.internal.region.RegionLocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The thread table as people read it: the users of the region, and what they sleep on. Changes nothing and claims nothing. */
public final class ThreadTableSnapshot {

    /** The PID of a slot whose thread lives, and whose process has closed the region. */
    static final long ABANDONED = 0;

    private final RegionBytes source;
    private final int backed;
    private final IntPredicate isFree;
    private final List<Sleeper> sleepers = new ArrayList<>();
    private final List<ThreadState> living = new ArrayList<>();
    private int ended;

    private record Sleeper(long on, ThreadState thread) {}

    /** @param backed how many slots there are; the caller has checked it against the file */
    public ThreadTableSnapshot(RegionBytes source, int backed, IntPredicate isFree) {
        this.source = source;
        this.backed = backed;
        this.isFree = isFree;
        for (int slot = 0; slot < backed; slot++) {
            look(slot);
        }
    }

    /** Which slots are free in a region that this process has not mapped. */
    public static IntPredicate freeIn(HeaderSnapshot header, RegionBytes source, RegionLocks locks) {
        if (header.protocol() != Protocol.PORTABLE.code()) {
            return slot -> RobustLife.isDead(at(source, slot).getIntVolatile(SlotLayout.LIFE));
        }
        return slot -> {
            try {
                return FileLockLife.isFree(locks, slot, at(source, slot));
            } catch (IOException e) {
                throw new UncheckedIOException("slot=" + slot + ": cannot probe its byte of the region file", e);
            }
        };
    }

    /** The thread that an owner word names; looked up now. */
    public ThreadState of(long ownerWord) {
        int slot = Owner.slotOf(ownerWord);
        if (slot < 0 || slot >= backed) {
            return new ThreadState(0, 0, -1, 0, false);
        }
        MappedMemory memory = at(source, slot);
        if (memory.getLongVolatile(SlotLayout.GENERATION) != Owner.generationOf(ownerWord)) {
            return new ThreadState(0, 0, slot, 0, false);
        }
        return state(memory, slot, !isFree.test(slot));
    }

    /** Those whose process has the region open. */
    public List<ThreadState> living() {
        return living;
    }

    /** How many slots keep what an ended thread has left there. */
    public int ended() {
        return ended;
    }

    /** The threads that sleep on a word of this piece of the file. */
    public List<ThreadState> sleepingIn(long from, long to) {
        return sleepers.stream()
                .filter(sleeper -> sleeper.on >= from && sleeper.on < to)
                .map(Sleeper::thread)
                .toList();
    }

    private void look(int slot) {
        MappedMemory memory = at(source, slot);
        if (memory.getLongVolatile(SlotLayout.GENERATION) == 0) {
            return;
        }
        if (isFree.test(slot)) {
            ended++;
            return;
        }
        ThreadState thread = state(memory, slot, true);
        if (thread.pid() == ABANDONED) {
            return;
        }
        living.add(thread);
        long on = memory.getLongOpaque(SlotLayout.SLEEPS_ON);
        if (on != 0) {
            sleepers.add(new Sleeper(on, thread));
        }
    }

    private static ThreadState state(MappedMemory memory, int slot, boolean alive) {
        return new ThreadState(
                memory.getLong(SlotLayout.PID),
                memory.getLong(SlotLayout.PID_NS),
                slot,
                memory.getLong(SlotLayout.CLAIMED_MS),
                alive);
    }

    private static MappedMemory at(RegionBytes source, int slot) {
        return source.at(HeaderLayout.BYTES + (long) slot * SlotLayout.BYTES, SlotLayout.BYTES);
    }
}
