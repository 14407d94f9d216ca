package io.interlock.collection;

/** How long an operation may still wait; fixed when it begins. */
final class Deadline {

    private final boolean never;
    private final long endNs;

    /** @param timeoutNs from now; {@code Long.MAX_VALUE}: for ever */
    Deadline(long timeoutNs) {
        this.never = timeoutNs == Long.MAX_VALUE;
        this.endNs = never ? 0 : System.nanoTime() + Math.max(0, timeoutNs);
    }

    /** Nanoseconds; {@code Long.MAX_VALUE}: for ever. */
    long leftNs() {
        return never ? Long.MAX_VALUE : Math.max(0, endNs - System.nanoTime());
    }

    boolean isOver() {
        return !never && endNs - System.nanoTime() <= 0;
    }
}
