package io.interlock.collection;

import io.interlock.internal.list.ListCursor;
import io.interlock.internal.list.ListEdit;
import io.interlock.internal.list.ListImage;
import io.interlock.internal.list.ListWindow;
import io.interlock.internal.view.ConcurrentSpliterator;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ListRange} from its last element to its first. Each operation is one step, as the range's are: an index counts
 * from the end that the range has under the lock.
 *
 * @param <E> the type of the elements
 */
final class ReversedList<E> extends AbstractList<E> implements RandomAccess {

    private final ListRange<E> range;
    private final ListWindow<E> window;

    ReversedList(ListRange<E> range) {
        this.range = range;
        this.window = range.window();
    }

    /** Overrides that of JDK 21 and later. */
    @SuppressWarnings("MissingOverride")
    public List<E> reversed() {
        return range;
    }

    @Override
    public int size() {
        return range.size();
    }

    @Override
    public E get(int index) {
        window.lock();
        try {
            return window.values().decode(window.store().element(requireElement(index)), index);
        } finally {
            window.unlock();
        }
    }

    @Override
    public E set(int index, E element) {
        byte[] bytes = window.values().encode(element);
        window.lock();
        try {
            int at = requireElement(index);
            E before = window.values().decode(window.store().element(at), index);
            window.store().set(at, bytes);
            return before;
        } finally {
            window.unlock();
        }
    }

    @Override
    public boolean add(E element) {
        return addAll(Collections.singletonList(element));
    }

    @Override
    public void add(int index, E element) {
        var unused = addAll(index, Collections.singletonList(element));
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        byte[][] bytes = encodeReversed(elements);
        window.lock();
        try {
            return range.addAllHeld(window.first(), bytes);
        } finally {
            window.unlock();
        }
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        byte[][] bytes = encodeReversed(elements);
        window.lock();
        try {
            return range.addAllHeld(window.end() - requireUpTo(index, window.end() - window.first()), bytes);
        } finally {
            window.unlock();
        }
    }

    @Override
    public E remove(int index) {
        window.lock();
        try {
            int at = requireElement(index);
            E before = window.values().decode(window.store().element(at), index);
            window.store().remove(at);
            window.resized(-1);
            return before;
        } finally {
            window.unlock();
        }
    }

    /** Removes the first equal element, which is the range's last. */
    @Override
    public boolean remove(@Nullable Object element) {
        for (; ; ) {
            ListImage image = window.image();
            int index = range.lastIndexIn(image, element);
            if (index < 0) {
                return false;
            }
            if (new ListEdit<>(window).remove(image.element(index), index)) {
                return true;
            }
        }
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        return range.removeIf(filter);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return range.removeAll(elements);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return range.retainAll(elements);
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        range.replaceAll(operator);
    }

    @Override
    public void sort(@Nullable Comparator<? super E> comparator) {
        range.sort(Collections.reverseOrder(comparator));
    }

    @Override
    public void clear() {
        range.clear();
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return Arrays.asList(toArray()).indexOf(element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return Arrays.asList(toArray()).lastIndexOf(element);
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return range.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return range.containsAll(elements);
    }

    @Override
    public Object[] toArray() {
        Object[] array = range.toArray();
        Collections.reverse(Arrays.asList(array));
        return array;
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return Arrays.asList(toArray()).toArray(array);
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        ListImage image = window.image();
        int size = image.size();
        return new Backwards<>(new ListCursor<>(window, image, size - requireUpTo(index, size)), size);
    }

    @Override
    public Spliterator<E> spliterator() {
        return new ConcurrentSpliterator<>(this::iterator, Spliterator.ORDERED);
    }

    @Override
    public List<E> subList(int fromIndex, int toIndex) {
        int size = size();
        window.requireRange(fromIndex, toIndex, size);
        return new ReversedList<>(range.part(size - toIndex, size - fromIndex));
    }

    /** Overrides that of JDK 21 and later. */
    @SuppressWarnings("MissingOverride")
    public E getFirst() {
        return range.getLast();
    }

    /** Overrides that of JDK 21 and later. */
    @SuppressWarnings("MissingOverride")
    public E getLast() {
        return range.getFirst();
    }

    /** Overrides that of JDK 21 and later. */
    @SuppressWarnings("MissingOverride")
    public E removeFirst() {
        return range.removeLast();
    }

    /** Overrides that of JDK 21 and later. */
    @SuppressWarnings("MissingOverride")
    public E removeLast() {
        return range.removeFirst();
    }

    /** Returns the index in the list of an element of this view; under the lock. */
    private int requireElement(int index) {
        int size = window.end() - window.first();
        if (index < 0 || index >= size) {
            throw window.outOfBounds(index, size);
        }
        return window.end() - 1 - index;
    }

    private int requireUpTo(int index, int size) {
        if (index < 0 || index > size) {
            throw window.outOfBounds(index, size);
        }
        return index;
    }

    private byte[][] encodeReversed(Collection<? extends E> elements) {
        byte[][] bytes = range.encodeAll(elements);
        Collections.reverse(Arrays.asList(bytes));
        return bytes;
    }

    /** The other way round. */
    private static final class Backwards<E> implements ListIterator<E> {

        private final ListIterator<E> cursor;
        private int size;

        /** True after {@link #add}, which ends with a step of the cursor that its user has not made. */
        private boolean added;

        Backwards(ListIterator<E> cursor, int size) {
            this.cursor = cursor;
            this.size = size;
        }

        @Override
        public boolean hasNext() {
            return cursor.hasPrevious();
        }

        @Override
        public E next() {
            E element = cursor.previous();
            added = false;
            return element;
        }

        @Override
        public boolean hasPrevious() {
            return cursor.hasNext();
        }

        @Override
        public E previous() {
            E element = cursor.next();
            added = false;
            return element;
        }

        @Override
        public int nextIndex() {
            return size - cursor.nextIndex();
        }

        @Override
        public int previousIndex() {
            return nextIndex() - 1;
        }

        @Override
        public void remove() {
            requireNotAdded();
            cursor.remove();
            size--;
        }

        @Override
        public void set(E element) {
            requireNotAdded();
            cursor.set(element);
        }

        @Override
        public void add(E element) {
            cursor.add(element);
            size++;
            added = true;
            var unused = cursor.previous();
        }

        private void requireNotAdded() {
            if (added) {
                throw new IllegalStateException("no element to remove or set: call next() or previous() after add()");
            }
        }
    }
}
