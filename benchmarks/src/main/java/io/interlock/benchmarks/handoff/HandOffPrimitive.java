package io.interlock.benchmarks.handoff;

import io.interlock.Region;
import io.interlock.sync.OnOwnerDeath;
import io.interlock.sync.ShmLock;
import java.util.Arrays;
import java.util.Locale;

/** By what a turn is handed over; {@code handoff.c} has the same by the same names. */
public enum HandOffPrimitive {
    /** Two words, each in its cache line, and ends that spin: what the machine takes. */
    RAW,
    /** Two semaphores, one per direction. */
    SEMAPHORE,
    /** Two events, one per direction. */
    EVENT,
    /** One condition of one lock, and a flag under it that says whose turn it is. */
    CONDITION,
    /** A barrier of two; a round trip is one generation. */
    BARRIER;

    public static HandOffPrimitive of(String label) {
        for (HandOffPrimitive primitive : values()) {
            if (primitive.label().equals(label)) {
                return primitive;
            }
        }
        throw new IllegalArgumentException("primitive=" + label + ": expected one of "
                + String.join(
                        ", ",
                        Arrays.stream(values()).map(HandOffPrimitive::label).toList()));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One end of a pair by Interlock's primitives, which are created if the other end's were not. */
    public Turns open(Region region, int pair, boolean first) {
        String mine = pair + (first ? "-first" : "-second");
        String others = pair + (first ? "-second" : "-first");
        String both = String.valueOf(pair);
        return switch (this) {
            case RAW -> new InterlockTurns.Raw(region.longValue(mine), region.longValue(others));
            case SEMAPHORE -> new InterlockTurns.Semaphores(region.semaphore(mine, 0), region.semaphore(others, 0));
            case EVENT -> new InterlockTurns.Events(region.event(mine), region.event(others));
            case CONDITION -> {
                ShmLock lock = region.lock("lock-" + both, OnOwnerDeath.HAND_OVER);
                yield new InterlockTurns.Condition(
                        lock, lock.condition("turn-" + both), region.longValue(both), first ? 1 : 2);
            }
            case BARRIER -> new InterlockTurns.Barrier(region.barrier(both, 2), first);
        };
    }
}
