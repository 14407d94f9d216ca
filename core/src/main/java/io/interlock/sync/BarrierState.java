package io.interlock.sync;

/**
 * What a barrier's STATE says, in one word so that it changes at once.
 *
 * <pre>
 * 63         24 23     20 19      0
 * | generation | broken  | arrived |     broken: 0 no, else why
 * </pre>
 */
record BarrierState(long word) {

    private static final int ARRIVED_BITS = 20;
    private static final int BROKEN_BITS = 4;

    /** How many parties a barrier can have. */
    static final int MOST_PARTIES = (1 << ARRIVED_BITS) - 1;

    /** Why a barrier is broken; the position is the number in the word. */
    enum Broken {
        NO("not broken"),
        GAVE_UP("a party gave up waiting: its time was up, or it was interrupted"),
        ABORTED("abort() was called"),
        DIED("a process that took part has died"),
        ACTION_FAILED("the barrier's action threw an exception"),
        RESET("reset() was called while parties waited");

        private final String why;

        Broken(String why) {
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    static BarrierState startOf(long generation) {
        return new BarrierState(generation << (ARRIVED_BITS + BROKEN_BITS));
    }

    long generation() {
        return word >>> (ARRIVED_BITS + BROKEN_BITS);
    }

    int arrived() {
        return (int) word & MOST_PARTIES;
    }

    boolean isBroken() {
        return broken() != Broken.NO;
    }

    Broken broken() {
        int number = (int) (word >>> ARRIVED_BITS) & ((1 << BROKEN_BITS) - 1);
        Broken[] all = Broken.values();
        return all[Math.min(number, all.length - 1)];
    }

    BarrierState oneMore() {
        return new BarrierState(word + 1);
    }

    BarrierState broken(Broken why) {
        return isBroken() ? this : new BarrierState(word | (long) why.ordinal() << ARRIVED_BITS);
    }
}
