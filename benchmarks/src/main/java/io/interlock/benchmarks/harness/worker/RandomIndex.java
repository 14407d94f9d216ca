package io.interlock.benchmarks.harness.worker;

/** Marsaglia's xorshift, and the upper bits of a product in place of a remainder. */
final class RandomIndex {

    private final int bound;
    private long state;

    /** @param seed any number but -1 */
    RandomIndex(int seed, int bound) {
        this.state = (seed + 1) * 0x9E37_79B9_7F4A_7C15L;
        this.bound = bound;
    }

    /** From 0 to below the bound. */
    int next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) (((state >>> Integer.SIZE) * bound) >>> Integer.SIZE);
    }
}
