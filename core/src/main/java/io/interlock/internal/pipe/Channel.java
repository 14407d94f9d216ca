package io.interlock.internal.pipe;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.directory.RegionRuntime;
import io.interlock.internal.format.PipeLayout;
import io.interlock.internal.format.RingLayout;
import io.interlock.internal.format.RingPosition;
import io.interlock.internal.ring.Ring;
import io.interlock.internal.wait.SpinBudget;
import io.interlock.internal.wait.WaitingLoop;
import java.lang.invoke.VarHandle;

/** One direction of a pipe: a ring, and two words to sleep on. */
public final class Channel {

    final Ring ring;
    final WaitingLoop notEmpty;
    final WaitingLoop notFull;
    private final boolean fences;

    /** @param words {@link PipeLayout#TO_SECOND} or {@link PipeLayout#TO_FIRST} */
    public Channel(RegionRuntime file, MappedMemory memory, int words, int capacityBytes, String where) {
        ring = new Ring(
                memory.slice(words, RingLayout.BYTES),
                memory.slice(
                        PipeLayout.records(words, capacityBytes),
                        RingLayout.slots(capacityBytes) * RingPosition.SLOT_BYTES),
                Long.MAX_VALUE,
                where);
        notEmpty = new WaitingLoop(file, memory, PipeLayout.notEmpty(words), SpinBudget.forHandOff());
        notFull = new WaitingLoop(file, memory, PipeLayout.notFull(words), SpinBudget.forHandOff());
        fences = notEmpty.wakerNeedsFence();
    }

    /** Wakes who sleeps there, after a store that ends its wait. */
    public void wake(WaitingLoop sleeper) {
        if (fences) {
            VarHandle.fullFence();
        }
        // [SLEEP] the waker's side: its store comes first, by the fence above or the sleeper's.
        sleeper.wakeIfAsleep();
    }

    public void wakeAll() {
        notEmpty.wakeIfAsleep(Integer.MAX_VALUE);
        notFull.wakeIfAsleep(Integer.MAX_VALUE);
    }
}
