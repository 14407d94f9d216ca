package io.interlock.internal.bias;

import io.interlock.internal.format.Owner;

/**
 * The word of a {@link BiasedLock}: its owner, and the thread that has asked for it.
 *
 * <pre>
 * 63        48 47               0
 * | asker's   | owner's word     |     0: no owner
 * | slot + 1  |                  |
 * </pre>
 *
 * <p>No other thread writes an asker's slot number. So an asker that finds its request where it has put it knows that it was there
 * all the time.
 */
final class BiasWord {

    static final long FREE = Owner.NOBODY;

    private static final int ASKER_SHIFT = Owner.WORD_BITS;
    private static final long OWNER_MASK = (1L << ASKER_SHIFT) - 1;

    private BiasWord() {}

    /** The same owner, asked by that thread; it replaces any other that has asked. */
    static long askedBy(Owner asker, long word) {
        return owner(word) | (asker.slot() + 1L) << ASKER_SHIFT;
    }

    static boolean isAsked(long word) {
        return word != owner(word);
    }

    static long owner(long word) {
        return word & OWNER_MASK;
    }
}
