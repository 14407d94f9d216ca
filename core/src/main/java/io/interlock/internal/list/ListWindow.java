package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;

/**
 * Some places of a shared list, whose elements are read and changed: all of them, or those of a view.
 *
 * @param <E> the type of the elements
 */
public interface ListWindow<E> {

    ListStore store();

    CodecSupport<E> values();

    /** The elements at one moment. */
    ListImage image();

    /** Takes the list's lock, for a change. */
    void lock();

    void unlock();

    /** The list's index at which the range begins; under the lock, as all that follows. */
    int first();

    /** The list's index after the range. */
    int end();

    /** So many elements were added to the range, or removed from it if negative. */
    void resized(int by);

    /** The part between two of the range's indices, which need not be in the list any more. */
    SubListWindow<E> part(int from, int to);

    IndexOutOfBoundsException outOfBounds(int index, int size);

    /** The list's index of an element of the range. */
    default int requireElement(int index) {
        return requireIndex(index, end() - first() - 1);
    }

    /** The list's index of a place of the range, which may be the one after its last element. */
    default int requireIndex(int index, int max) {
        if (index < 0 || index > max) {
            throw outOfBounds(index, end() - first());
        }
        return first() + index;
    }

    /** Throws unless a range of this size has a part from one index to another. */
    default void requireRange(int from, int to, int size) {
        if (from < 0 || to > size) {
            throw outOfBounds(from < 0 ? from : to, size);
        }
        if (from > to) {
            throw new IllegalArgumentException("from=" + from + " to=" + to + ": from must not be larger");
        }
    }
}
