package io.interlock.memory;

/**
 * How long a primitive spins before it sleeps, learnt from how its waits end. One per primitive object, shared by its
 * threads without synchronisation: a lost update costs a spin more or less.
 */
public final class SpinBudget {

    /** Below this a budget would never find out that spinning has begun to pay. */
    private static final int LEAST = 4;

    private final int most;
    private int budget;

    private SpinBudget(int most) {
        this.most = most;
        this.budget = most;
    }

    /** For mutual exclusion: the owner is off in a moment, or it is off its processor and needs ours. */
    public static SpinBudget forExclusion() {
        return new SpinBudget(40);
    }

    /** For a hand-off: the other side answers within a few hundred nanoseconds, or it sleeps as well. */
    public static SpinBudget forHandOff() {
        return new SpinBudget(1_000);
    }

    int allowed() {
        return budget;
    }

    void paid(int spun) {
        int wanted = Math.min(most, 2 * spun + 2 * LEAST);
        budget += (wanted - budget) / 4;
    }

    void wasted() {
        budget = Math.max(LEAST, budget - budget / 8);
    }
}
