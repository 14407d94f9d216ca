package io.interlock.memory;

/**
 * How long a primitive spins before it sleeps, learnt from how its waits end. One per primitive object, shared by its
 * threads without synchronisation: a lost update costs a spin more or less.
 *
 * <p>A wait that ends within the spin sets the budget to somewhat more than it took; one that does not takes an eighth of it
 * away. What a small budget can no longer see, that a longer spin would pay, a trial finds out: now and then a wait gets the
 * full budget, ever more seldom while that does not help.
 */
public final class SpinBudget {

    /** Costs next to nothing, and ends waits that were over when they began. */
    private static final int LEAST = 4;

    private static final int TRIAL_EVERY = 16;
    private static final int TRIAL_SELDOM = 1_024;

    private final int most;
    private final int margin;
    private int budget;
    private int trialEvery = TRIAL_EVERY;
    private int sinceTrial;

    private SpinBudget(int most, int margin) {
        this.most = most;
        this.margin = margin;
        this.budget = most;
    }

    /** For mutual exclusion: the owner is off in a moment, or it is off its processor and needs ours. */
    public static SpinBudget forExclusion() {
        return new SpinBudget(40, 8);
    }

    /** For a hand-off: the other side answers within a few hundred nanoseconds, or it sleeps as well. */
    public static SpinBudget forHandOff() {
        return new SpinBudget(1_000, 80);
    }

    /** How often the next wait may look before it sleeps. */
    int allowed() {
        if (++sinceTrial < trialEvery) {
            return budget;
        }
        sinceTrial = 0;
        return most;
    }

    /** The wait ended at its look number {@code spun}. */
    void paid(int spun) {
        int wanted = Math.min(most, 2 * spun + margin);
        // Up at once: while one side of a hand-off yields, the other needs a long spin to see the answer at all, and
        // only
        // when both spin do answers come fast. Down slowly.
        budget = wanted > budget ? wanted : budget - (budget - wanted) / 4;
        trialEvery = TRIAL_EVERY;
    }

    /** The wait did not end within the {@code spun} looks that it was allowed. */
    void wasted(int spun) {
        budget = Math.max(LEAST, budget - budget / 8);
        if (spun == most) {
            trialEvery = Math.min(TRIAL_SELDOM, 2 * trialEvery);
        }
    }
}
