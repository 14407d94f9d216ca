package io.interlock.internal.access;

/**
 * Room on the stack for giving back what is about to be taken. A thread that is nearly out of stack gets its
 * {@link StackOverflowError} here, before it has taken anything.
 *
 * <p>HotSpot checks the stack at each method's entry. Giving back a lock takes about as many frames as taking it, but the frames of the
 * one may be interpreted and those of the other compiled, which differ by some hundred bytes. So this first goes deeper by that
 * much. The arguments make compiled frames large as well: those that do not fit into registers are passed on the stack.
 */
public final class StackMargin {

    private static final int LEVELS = 6;

    private StackMargin() {}

    /**
     * Goes deeper and comes back.
     *
     * @throws StackOverflowError if there is too little room
     */
    public static void require() {
        if (descend(LEVELS, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14) == 0) {
            throw new AssertionError("the sum of positive numbers is positive");
        }
    }

    private static long descend(
            int levels,
            long a,
            long b,
            long c,
            long d,
            long e,
            long f,
            long g,
            long h,
            long i,
            long j,
            long k,
            long l,
            long m,
            long n) {
        return levels == 0 ? a + n : 1 + descend(levels - 1, b, c, d, e, f, g, h, i, j, k, l, m, n, a);
    }
}
