package io.interlock.collection;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A shared list, or the part of one that {@link List#subList} gives. What reads several elements reads them at one moment, as
 * {@link java.util.concurrent.CopyOnWriteArrayList} does; what changes several changes them as one step. Decision 19.
 *
 * @param <E> the type of the elements
 */
abstract class ListRange<E> extends AbstractList<E> implements RandomAccess {

    abstract ListStore store();

    abstract Values<E> values();

    /** The elements at one moment. */
    abstract ListImage image();

    /** Takes the list's lock, for a change. */
    abstract void lock();

    abstract void unlock();

    /** The list's index at which the range begins; under the lock, as all that follows. */
    abstract int first();

    /** The list's index behind the range. */
    abstract int end();

    /** So many elements were added to the range, or removed from it if negative. */
    abstract void resized(int by);

    abstract IndexOutOfBoundsException outOfBounds(int index, int size);

    @Override
    public E set(int index, E element) {
        byte[] bytes = values().encode(element);
        lock();
        try {
            int at = requireElement(index);
            E before = values().decode(store().element(at), index);
            store().set(at, bytes);
            return before;
        } finally {
            unlock();
        }
    }

    /** Adds the element at the end, which is found under the lock. */
    @Override
    public boolean add(E element) {
        byte[] bytes = values().encode(element);
        lock();
        try {
            store().add(end(), bytes);
            resized(1);
        } finally {
            unlock();
        }
        return true;
    }

    @Override
    public void add(int index, E element) {
        byte[] bytes = values().encode(element);
        lock();
        try {
            store().add(requireIndex(index, end() - first()), bytes);
            resized(1);
        } finally {
            unlock();
        }
    }

    @Override
    public E remove(int index) {
        lock();
        try {
            int at = requireElement(index);
            E before = values().decode(store().element(at), index);
            store().remove(at);
            resized(-1);
            return before;
        } finally {
            unlock();
        }
    }

    /** Removes the first equal element. */
    @Override
    public boolean remove(@Nullable Object element) {
        for (; ; ) {
            ListImage image = image();
            int index = indexIn(image, element);
            if (index < 0) {
                return false;
            }
            if (removeElement(image.element(index), index)) {
                return true;
            }
        }
    }

    /**
     * Adds all elements at the end, as one step.
     *
     * @throws io.interlock.RegionFullException if there is no room for all of them; nothing has changed
     */
    @Override
    public boolean addAll(Collection<? extends E> elements) {
        byte[][] bytes = encodeAll(elements);
        lock();
        try {
            return addAllHeld(end(), bytes);
        } finally {
            unlock();
        }
    }

    /**
     * Inserts all elements, as one step.
     *
     * @throws io.interlock.RegionFullException if there is no room for all of them; nothing has changed
     */
    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        byte[][] bytes = encodeAll(elements);
        lock();
        try {
            return addAllHeld(requireIndex(index, end() - first()), bytes);
        } finally {
            unlock();
        }
    }

    /** Removes the elements for which the predicate is true, as one step. It is asked once for each element, first to last. */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter, "filter");
        return new ListRemoval<>(this, filter).run();
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        Collection<?> removed = fixed(elements);
        return removeIf(removed::contains);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        Collection<?> retained = fixed(elements);
        return removeIf(element -> !retained.contains(element));
    }

    /**
     * Replaces each element by what the operator makes of it, as one step. It is asked once for each element, first to last.
     *
     * @throws io.interlock.RegionFullException if there is no room for the new elements beside the old ones; nothing has changed
     */
    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        Objects.requireNonNull(operator, "operator");
        var unused = new ListReplacement<>(this, operator).runOn(this);
    }

    /**
     * Sorts the elements, as one step. The sort is stable.
     *
     * @throws io.interlock.RegionFullException if there is no room for another table; nothing has changed
     */
    @Override
    public void sort(@Nullable Comparator<? super E> comparator) {
        var unused = new ListSorting<>(this, comparator).runOn(this);
    }

    @Override
    public void clear() {
        lock();
        try {
            removeHeld(first(), end());
        } finally {
            unlock();
        }
    }

    /** What {@code subList(from, to).clear()} does. */
    @Override
    protected void removeRange(int fromIndex, int toIndex) {
        lock();
        try {
            if (fromIndex < toIndex) {
                int last = requireElement(toIndex - 1);
                removeHeld(requireElement(fromIndex), last + 1);
            }
        } finally {
            unlock();
        }
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return indexIn(image(), element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return lastIndexIn(image(), element);
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return indexOf(element) >= 0;
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return Arrays.asList(toArray()).containsAll(fixed(elements));
    }

    @Override
    public Object[] toArray() {
        ListImage image = image();
        Object[] array = new Object[image.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values().decode(image.element(i).bytes(), i);
        }
        return array;
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return Arrays.asList(toArray()).toArray(array);
    }

    /** The elements of this moment. Its {@code remove} removes only the element that it has given. */
    @Override
    public Iterator<E> iterator() {
        return new ListCursor<>(this, image(), 0);
    }

    /** As {@link #listIterator(int)}, from the first element. */
    @Override
    public ListIterator<E> listIterator() {
        return new ListCursor<>(this, image(), 0);
    }

    /**
     * The elements of this moment. {@code remove} and {@code set} change only the element that was given, and nothing if others
     * have removed or replaced it. {@code add} inserts behind the element before it, wherever that is now.
     */
    @Override
    public ListIterator<E> listIterator(int index) {
        ListImage image = image();
        if (index < 0 || index > image.size()) {
            throw outOfBounds(index, image.size());
        }
        return new ListCursor<>(this, image, index);
    }

    /** The elements at the moment of its first use; concurrent, ordered, without null. */
    @Override
    public Spliterator<E> spliterator() {
        return new ListSpliterator<>(this);
    }

    /** The part between two of its indices, which need not be in the list any more. */
    abstract ListRange<E> part(int from, int to);

    @Override
    public List<E> subList(int fromIndex, int toIndex) {
        requireRange(fromIndex, toIndex, size());
        return part(fromIndex, toIndex);
    }

    /**
     * Returns a view from the last element to the first, as {@code List.reversed} of JDK 21 does. Its operations are
     * steps as this list's are.
     *
     * @return the view
     */
    // Overrides List.reversed on JDK 21 and later, whose view takes an index from a size that has changed meanwhile.
    @SuppressWarnings("MissingOverride")
    public List<E> reversed() {
        return new ReversedList<>(this);
    }

    /**
     * The first element.
     *
     * @throws NoSuchElementException if there is none
     */
    public E getFirst() {
        return atEnd(false, false);
    }

    /**
     * The last element.
     *
     * @throws NoSuchElementException if there is none
     */
    public E getLast() {
        return atEnd(true, false);
    }

    /**
     * Removes the first element.
     *
     * @return what was removed
     * @throws NoSuchElementException if there is none
     */
    public E removeFirst() {
        return atEnd(false, true);
    }

    /**
     * Removes the last element.
     *
     * @return what was removed
     * @throws NoSuchElementException if there is none
     */
    public E removeLast() {
        return atEnd(true, true);
    }

    /** Removes this element, if it is still in the list. */
    final boolean removeElement(ListElement element, int near) {
        lock();
        try {
            int index = store().indexOf(element, first() + near);
            if (index < 0) {
                return false;
            }
            boolean isInside = index >= first() && index < end();
            store().remove(index);
            resized(isInside ? -1 : 0);
            return true;
        } finally {
            unlock();
        }
    }

    /** Replaces this element, if it is still in the list; returns what is there then, or null. */
    final @Nullable ListElement replaceElement(ListElement element, int near, E by) {
        byte[] bytes = values().encode(by);
        lock();
        try {
            int index = store().indexOf(element, first() + near);
            if (index < 0) {
                return null;
            }
            store().set(index, bytes);
            return store().found(index);
        } finally {
            unlock();
        }
    }

    /** Inserts an element behind the one before, or before the one behind, or else about where they were. */
    final ListElement insertElement(@Nullable ListElement before, @Nullable ListElement behind, int near, E element) {
        byte[] bytes = values().encode(element);
        lock();
        try {
            int index = before == null ? -1 : store().indexOf(before, first() + near - 1) + 1;
            if (index <= 0) {
                index = behind == null ? -1 : store().indexOf(behind, first() + near);
            }
            if (index < first() || index > end()) {
                index = Math.min(first() + near, end());
            }
            store().add(index, bytes);
            resized(1);
            return store().found(index);
        } finally {
            unlock();
        }
    }

    /** Returns the index in the list of an element of this range. */
    final int requireElement(int index) {
        return requireIndex(index, end() - first() - 1);
    }

    final void requireRange(int from, int to, int size) {
        if (from < 0 || to > size) {
            throw outOfBounds(from < 0 ? from : to, size);
        }
        if (from > to) {
            throw new IllegalArgumentException("from=" + from + " to=" + to + ": from must not be larger");
        }
    }

    private int requireIndex(int index, int max) {
        if (index < 0 || index > max) {
            throw outOfBounds(index, end() - first());
        }
        return first() + index;
    }

    private void removeHeld(int from, int to) {
        if (from < to) {
            store().removeRange(from, to);
            resized(from - to);
        }
    }

    final boolean addAllHeld(int index, byte[][] bytes) {
        store().addAll(index, bytes);
        resized(bytes.length);
        return bytes.length > 0;
    }

    private E atEnd(boolean last, boolean removed) {
        lock();
        try {
            int index = last ? end() - 1 : first();
            if (first() == end()) {
                throw new NoSuchElementException();
            }
            E element = values().decode(store().element(index), index - first());
            if (removed) {
                removeHeld(index, index + 1);
            }
            return element;
        } finally {
            unlock();
        }
    }

    private int indexIn(ListImage image, @Nullable Object element) {
        if (element == null) {
            return -1;
        }
        for (int i = 0; i < image.size(); i++) {
            if (element.equals(values().decode(image.element(i).bytes(), i))) {
                return i;
            }
        }
        return -1;
    }

    final int lastIndexIn(ListImage image, @Nullable Object element) {
        if (element == null) {
            return -1;
        }
        for (int i = image.size() - 1; i >= 0; i--) {
            if (element.equals(values().decode(image.element(i).bytes(), i))) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // what a collection of such elements gives
    final byte[][] encodeAll(Collection<? extends E> elements) {
        Object[] all = elements.toArray();
        byte[][] bytes = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            bytes[i] = values().encode((E) all[i]);
        }
        return bytes;
    }

    /** A shared list's elements at one moment; another collection as it is, which knows best what it contains. */
    private static Collection<?> fixed(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return elements instanceof ListRange<?> shared ? Arrays.asList(shared.toArray()) : elements;
    }
}
