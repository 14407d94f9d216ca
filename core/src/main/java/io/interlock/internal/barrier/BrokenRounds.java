package io.interlock.internal.barrier;

import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.format.BarrierLayout;

/**
 * Which rounds of a barrier ended broken: the last few of them. A waiter that wakes up late learns the outcome of its round
 * here, however many rounds have gone by: most end whole and need no mark.
 *
 * <p>Each entry is the number of a round, plus 1; 0 is an empty one. Numbers only grow, and the smallest is replaced first, so
 * that an entry is added by one store: nothing is half done.
 */
final class BrokenRounds {

    private final MappedMemory memory;

    BrokenRounds(MappedMemory memory) {
        this.memory = memory;
    }

    /** Under the mutex, before the next round begins. */
    void add(long round) {
        int smallest = 0;
        for (int i = 0; i < BarrierLayout.REMEMBERED; i++) {
            if (entry(i) == round + 1) {
                // Who added it died before the next round began.
                return;
            }
            if (entry(i) < entry(smallest)) {
                smallest = i;
            }
        }
        memory.putLongVolatile(BarrierLayout.broken(smallest), round + 1);
    }

    /** True if neither this round nor a later one ended broken; needs no mutex: an entry is only ever replaced by a larger one. */
    boolean noneFrom(long round) {
        for (int i = 0; i < BarrierLayout.REMEMBERED; i++) {
            if (entry(i) > round) {
                return false;
            }
        }
        return true;
    }

    /** Under the mutex, once the round is over: false also where too many broken rounds have come after it to know. */
    boolean endedWhole(long round) {
        boolean rememberedThatFar = false;
        for (int i = 0; i < BarrierLayout.REMEMBERED; i++) {
            if (entry(i) == round + 1) {
                return false;
            }
            rememberedThatFar |= entry(i) <= round;
        }
        return rememberedThatFar;
    }

    private long entry(int index) {
        return memory.getLongVolatile(BarrierLayout.broken(index));
    }
}
