package io.interlock.internal.list;

/**
 * A change of many elements that a user's function decides. The function runs without the lock, on the elements of one moment.
 * Then all is changed under the lock, as one step, but only those elements that the function has judged: what others have removed
 * or replaced meanwhile is left alone, and what they have added counts as added later. See decision 19.
 */
abstract class ListChange {

    /** Asks the user's function about the elements. False if there is nothing to change. */
    abstract boolean judge(ListImage image);

    /**
     * Changes the list; under its lock.
     *
     * @param image the elements that are there; those that were not judged stay as they are
     * @param first the list's index of the first of them
     */
    abstract void apply(ListImage image, int first);

    /** True if there was something to change. */
    final boolean runOn(ListWindow<?> window) {
        ListImage image = window.image();
        if (!judge(image)) {
            return false;
        }
        window.lock();
        try {
            int first = window.first();
            boolean same =
                    window.end() - first == image.size() && window.store().isStill(image, first);
            apply(same ? image : window.store().imageHeld(first, window.end()), first);
            return true;
        } finally {
            window.unlock();
        }
    }
}
