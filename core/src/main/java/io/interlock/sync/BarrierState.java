package io.interlock.sync;

/**
 * What a barrier's STATE says, in one word so that it changes at once.
 *
 * <pre>
 * 63         24 23     20 19      0
 * | generation | broken  | arrived |     broken: 0 no, else why
 * </pre>
 *
 * <p>While the action of a round runs all its parties have arrived; one more than that means that a thread has given up
 * waiting for the next round, which will be broken from its start.
 */
record BarrierState(long word) {

    private static final int ARRIVED_BITS = 20;
    private static final int BROKEN_BITS = 4;

    private static final int ARRIVED_MASK = (1 << ARRIVED_BITS) - 1;

    /** How many parties a barrier can have. */
    static final int MAX_PARTIES = ARRIVED_MASK - 1;

    /** Why a barrier is broken; the number stands in the word. */
    enum Broken {
        NO(0, "not broken"),
        GAVE_UP(1, "a party gave up waiting: its time was up, it was interrupted, or it failed with an error"),
        ABORTED(2, "abort() was called"),
        DIED(3, "a process that took part has died"),
        ACTION_FAILED(4, "the barrier's action threw an exception"),
        RESET(5, "reset() was called while parties waited"),
        UNKNOWN(15, "for a reason that this version does not know");

        private final long code;
        private final String why;

        Broken(long code, String why) {
            this.code = code;
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
        return (int) word & ARRIVED_MASK;
    }

    boolean isBroken() {
        return broken() != Broken.NO;
    }

    Broken broken() {
        long code = (word >>> ARRIVED_BITS) & ((1 << BROKEN_BITS) - 1);
        for (Broken broken : Broken.values()) {
            if (broken.code == code) {
                return broken;
            }
        }
        return Broken.UNKNOWN;
    }

    BarrierState oneMore() {
        return new BarrierState(word + 1);
    }

    /** What is left when somebody gives up: breaks this round, or the next where all have arrived in this one. */
    BarrierState givenUp(int parties) {
        if (isBroken() || arrived() < parties) {
            return broken(Broken.GAVE_UP);
        }
        return nextIsGivenUp(parties) ? this : oneMore();
    }

    boolean nextIsGivenUp(int parties) {
        return arrived() > parties;
    }

    BarrierState broken(Broken why) {
        return isBroken() ? this : new BarrierState(word | why.code << ARRIVED_BITS);
    }
}
