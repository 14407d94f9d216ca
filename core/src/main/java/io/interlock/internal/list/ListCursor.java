package io.interlock.internal.list;

import io.interlock.collection.CodecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Goes through the elements that a list had when it was made, and changes those that are still there. */
public final class ListCursor<E> implements ListIterator<E> {

    private static final int NONE = -1;

    private final ListWindow<E> window;
    private final ListEdit<E> edit;
    private final List<ListElement> elements;
    private int next;
    private int last = NONE;

    public ListCursor(ListWindow<E> window, ListImage image, int next) {
        this.window = window;
        this.edit = new ListEdit<>(window);
        this.elements = new ArrayList<>(Arrays.asList(image.elements()));
        this.next = next;
    }

    @Override
    public boolean hasNext() {
        return next < elements.size();
    }

    @Override
    public boolean hasPrevious() {
        return next > 0;
    }

    @Override
    public int nextIndex() {
        return next;
    }

    @Override
    public int previousIndex() {
        return next - 1;
    }

    /** @throws CodecException if it cannot be read; it can be removed then, and the next call gives the next */
    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = next++;
        return lastValue();
    }

    /** @throws CodecException if it cannot be read; it can be removed then, and the next call gives the one before */
    @Override
    public E previous() {
        if (!hasPrevious()) {
            throw new NoSuchElementException();
        }
        last = --next;
        return lastValue();
    }

    @Override
    public void remove() {
        int removed = requireLast();
        edit.remove(elements.get(removed), removed);
        elements.remove(removed);
        if (removed < next) {
            next--;
        }
        last = NONE;
    }

    @Override
    public void set(E element) {
        int replaced = requireLast();
        ListElement now = edit.replace(elements.get(replaced), replaced, element);
        if (now != null) {
            elements.set(replaced, now);
        }
    }

    @Override
    public void add(E element) {
        elements.add(next, edit.insert(at(next - 1), at(next), next, element));
        next++;
        last = NONE;
    }

    private @Nullable ListElement at(int index) {
        return index >= 0 && index < elements.size() ? elements.get(index) : null;
    }

    private E lastValue() {
        return window.values().decodeCopy(elements.get(last).bytes(), last);
    }

    private int requireLast() {
        if (last == NONE) {
            throw new IllegalStateException(
                    "no element to remove or set: call next() or previous() first, and not add() or remove() after it");
        }
        return last;
    }
}
