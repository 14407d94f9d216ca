package io.interlock.internal.wait;

/**
 * How long a primitive spins before it yields and sleeps, in pauses of the processor, learnt from how its waits end. One per
 * primitive object, shared by its threads without synchronisation: a lost update costs a spin more or less.
 *
 * <p>To spin for as long as a sleep and a wake-up would take costs at most twice what the best choice would have cost, whatever
 * comes (Karlin, Li, Manasse and Owicki, "Empirical studies of competitive spinning", 1991). Two kinds of waits differ in how
 * they come near to that:
 *
 * <ul>
 *   <li><b>Hand-overs.</b> A wait that ends within its spin restores the full budget, which outlasts a wake-up: were one end
 *       still asleep when the other's spin ends, they would wake each other for ever after one accident. A wait that ends in
 *       sleep takes an eighth away; one that a yield ends, half: both ends then share a processor, and the spin only keeps
 *       the other from it.
 *   <li><b>Mutual exclusion.</b> Each look takes the lock's cache line from its owner, who then waits for it with its next
 *       store. So pauses double from look to look (Anderson, "The performance of spin lock alternatives for shared-memory
 *       multiprocessors", 1990), and the first lasts half as long as waits usually do: see decision 15. A wait that ends
 *       within its spin lets the budget come to somewhat more than it took, up at once and down slowly; any other takes an
 *       eighth away.
 * </ul>
 *
 * <p>What a small budget can no longer see, that a longer spin would pay, a trial finds out: now and then a wait gets the
 * full budget, ever more seldom while that does not help.
 */
public final class SpinBudget {

    /** Costs next to nothing, and ends waits that were over when they began. */
    private static final int MIN_SPINS = 4;

    /** More than twice what the last wait for a lock took. */
    private static final int MARGIN = 8;

    private static final int TRIAL_EVERY = 16;
    private static final int TRIAL_SELDOM = 1_024;

    /**
     * Between two looks of a wait for a hand-over. A look takes the line from the other side, which may have begun to write
     * there and not ended; so with 3 to 8 pauses a message is there sooner than with 1 (PipeBenchmark.handOff).
     */
    private static final int HAND_OVER_PAUSES = 3;

    /** The longest time between two looks at a lock, in pauses: some 1.5 µs. */
    private static final int LONGEST_PAUSES = 32;

    /** How much older waits count, in the average. */
    private static final int MEMORY = 8;

    private final boolean handsOver;
    private final int most;
    private final YieldBudget yields;
    private int budget;
    private int trialEvery = TRIAL_EVERY;
    private int sinceTrial;

    /** How long waits took that ended within their spin, as an average, times {@link #MEMORY}. */
    private int usual = MEMORY;

    private SpinBudget(boolean handsOver, int most, YieldBudget yields) {
        this.handsOver = handsOver;
        this.most = most;
        this.yields = yields;
        this.budget = most;
    }

    /** For mutual exclusion: the owner is off in a moment, some 4 µs, or it is off its processor and needs ours. */
    public static SpinBudget forExclusion() {
        return new SpinBudget(false, 100, YieldBudget.steady());
    }

    /** For a hand-over: the other side answers at once, or it sleeps as well; some 100 µs, about two wake-ups. */
    public static SpinBudget forHandOff() {
        return new SpinBudget(true, 4_000, YieldBudget.learning());
    }

    /** How many pauses the next wait may make before it yields. */
    public int allowed() {
        if (++sinceTrial < trialEvery) {
            return budget;
        }
        sinceTrial = 0;
        return most;
    }

    /** How many pauses to make before the next look, by a wait that has made so many. */
    public int pausesAfter(int spun) {
        if (handsOver) {
            return HAND_OVER_PAUSES;
        }
        int first = usual / (2 * MEMORY);
        return Math.min(LONGEST_PAUSES, Math.max(1, Math.max(spun, first)));
    }

    /** How the same waits yield. */
    public YieldBudget yields() {
        return yields;
    }

    /** A wait ended within its spin, after {@code spun} pauses. */
    public void paid(int spun) {
        usual += spun - usual / MEMORY;
        int wanted = handsOver ? most : Math.min(most, 2 * spun + MARGIN);
        budget = wanted > budget ? wanted : budget - (budget - wanted) / 4;
        trialEvery = TRIAL_EVERY;
    }

    /** A wait did not end within the {@code spun} pauses that it was allowed, but by a yield. */
    public void yieldPaid(int spun) {
        wasted(spun, handsOver ? budget / 2 : lessAnEighth());
    }

    /** A wait did not end within the {@code spun} pauses that it was allowed, nor by a yield. */
    public void wasted(int spun) {
        wasted(spun, lessAnEighth());
    }

    private int lessAnEighth() {
        return budget - budget / 8;
    }

    private void wasted(int spun, int left) {
        budget = Math.max(MIN_SPINS, left);
        if (spun == most) {
            trialEvery = Math.min(TRIAL_SELDOM, 2 * trialEvery);
        }
    }
}
