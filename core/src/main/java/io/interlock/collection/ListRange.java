package io.interlock.collection;

import io.interlock.internal.list.ListCursor;
import io.interlock.internal.list.ListEdit;
import io.interlock.internal.list.ListImage;
import io.interlock.internal.list.ListRemoval;
import io.interlock.internal.list.ListReplacement;
import io.interlock.internal.list.ListSorting;
import io.interlock.internal.list.ListSpliterator;
import io.interlock.internal.list.ListWindow;
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

    private final ListWindow<E> window;

    ListRange(ListWindow<E> window) {
        this.window = window;
    }

    @Override
    public E set(int index, E element) {
        byte[] bytes = window.values().encode(element);
        window.lock();
        try {
            int at = window.requireElement(index);
            E before = window.values().decode(window.store().element(at), index);
            window.store().set(at, bytes);
            return before;
        } finally {
            window.unlock();
        }
    }

    /** Adds the element at the end, which is found under the lock. */
    @Override
    public boolean add(E element) {
        byte[] bytes = window.values().encode(element);
        window.lock();
        try {
            window.store().add(window.end(), bytes);
            window.resized(1);
        } finally {
            window.unlock();
        }
        return true;
    }

    @Override
    public void add(int index, E element) {
        byte[] bytes = window.values().encode(element);
        window.lock();
        try {
            window.store().add(window.requireIndex(index, window.end() - window.first()), bytes);
            window.resized(1);
        } finally {
            window.unlock();
        }
    }

    @Override
    public E remove(int index) {
        window.lock();
        try {
            int at = window.requireElement(index);
            E before = window.values().decode(window.store().element(at), index);
            window.store().remove(at);
            window.resized(-1);
            return before;
        } finally {
            window.unlock();
        }
    }

    /** Removes the first equal element. */
    @Override
    public boolean remove(@Nullable Object element) {
        for (; ; ) {
            ListImage image = window.image();
            int index = indexIn(image, element);
            if (index < 0) {
                return false;
            }
            if (new ListEdit<>(window).remove(image.element(index), index)) {
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
        window.lock();
        try {
            return addAllHeld(window.end(), bytes);
        } finally {
            window.unlock();
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
        window.lock();
        try {
            return addAllHeld(window.requireIndex(index, window.end() - window.first()), bytes);
        } finally {
            window.unlock();
        }
    }

    /** Removes the elements for which the predicate is true, as one step. It is asked once for each element, first to last. */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter, "filter");
        return new ListRemoval<>(window, filter).run();
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
        var unused = new ListReplacement<>(window, operator).run();
    }

    /**
     * Sorts the elements, as one step. The sort is stable.
     *
     * @throws io.interlock.RegionFullException if there is no room for another table; nothing has changed
     */
    @Override
    public void sort(@Nullable Comparator<? super E> comparator) {
        var unused = new ListSorting<>(window, comparator).run();
    }

    @Override
    public void clear() {
        window.lock();
        try {
            removeHeld(window.first(), window.end());
        } finally {
            window.unlock();
        }
    }

    /** What {@code subList(from, to).clear()} does. */
    @Override
    protected void removeRange(int fromIndex, int toIndex) {
        window.lock();
        try {
            if (fromIndex < toIndex) {
                int last = window.requireElement(toIndex - 1);
                removeHeld(window.requireElement(fromIndex), last + 1);
            }
        } finally {
            window.unlock();
        }
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return indexIn(window.image(), element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return lastIndexIn(window.image(), element);
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
        ListImage image = window.image();
        Object[] array = new Object[image.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = window.values().decode(image.element(i).bytes(), i);
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
        return new ListCursor<>(window, window.image(), 0);
    }

    /** As {@link #listIterator(int)}, from the first element. */
    @Override
    public ListIterator<E> listIterator() {
        return new ListCursor<>(window, window.image(), 0);
    }

    /**
     * The elements of this moment. {@code remove} and {@code set} change only the element that was given, and nothing if others
     * have removed or replaced it. {@code add} inserts after the element before it, wherever that is now.
     */
    @Override
    public ListIterator<E> listIterator(int index) {
        ListImage image = window.image();
        if (index < 0 || index > image.size()) {
            throw window.outOfBounds(index, image.size());
        }
        return new ListCursor<>(window, image, index);
    }

    /** The elements at the moment of its first use; concurrent, ordered, without null. */
    @Override
    public Spliterator<E> spliterator() {
        return new ListSpliterator<>(window);
    }

    final ListWindow<E> window() {
        return window;
    }

    /** The part between two of its indices, which need not be in the list any more. */
    final ListRange<E> part(int from, int to) {
        return new SharedSubList<>(window.part(from, to));
    }

    @Override
    public List<E> subList(int fromIndex, int toIndex) {
        window.requireRange(fromIndex, toIndex, size());
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

    private void removeHeld(int from, int to) {
        if (from < to) {
            window.store().removeRange(from, to);
            window.resized(from - to);
        }
    }

    final boolean addAllHeld(int index, byte[][] bytes) {
        window.store().addAll(index, bytes);
        window.resized(bytes.length);
        return bytes.length > 0;
    }

    private E atEnd(boolean last, boolean removed) {
        window.lock();
        try {
            int index = last ? window.end() - 1 : window.first();
            if (window.first() == window.end()) {
                throw new NoSuchElementException();
            }
            E element = window.values().decode(window.store().element(index), index - window.first());
            if (removed) {
                removeHeld(index, index + 1);
            }
            return element;
        } finally {
            window.unlock();
        }
    }

    private int indexIn(ListImage image, @Nullable Object element) {
        if (element == null) {
            return -1;
        }
        for (int i = 0; i < image.size(); i++) {
            if (element.equals(window.values().decode(image.element(i).bytes(), i))) {
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
            if (element.equals(window.values().decode(image.element(i).bytes(), i))) {
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
            bytes[i] = window.values().encode((E) all[i]);
        }
        return bytes;
    }

    /** A shared list's elements at one moment; another collection as it is, which knows best what it contains. */
    private static Collection<?> fixed(Collection<?> elements) {
        Objects.requireNonNull(elements, "elements");
        return elements instanceof ListRange<?> shared ? Arrays.asList(shared.toArray()) : elements;
    }
}
