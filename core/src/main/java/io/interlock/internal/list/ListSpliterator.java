package io.interlock.internal.list;

import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The elements that a list has when the first of them is asked for. */
public final class ListSpliterator<E> implements Spliterator<E> {

    private final ListWindow<E> window;
    private @Nullable ListImage image;
    private int next;
    private int end;

    public ListSpliterator(ListWindow<E> window) {
        this.window = window;
    }

    private ListSpliterator(ListWindow<E> window, ListImage image, int next, int end) {
        this.window = window;
        this.image = image;
        this.next = next;
        this.end = end;
    }

    @Override
    public boolean tryAdvance(Consumer<? super E> action) {
        Objects.requireNonNull(action, "action");
        ListImage elements = image();
        if (next == end) {
            return false;
        }
        int index = next++;
        action.accept(window.values().decodeCopy(elements.element(index).bytes(), index));
        return true;
    }

    @Override
    public @Nullable Spliterator<E> trySplit() {
        ListImage elements = image();
        int middle = (next + end) >>> 1;
        if (next == middle) {
            return null;
        }
        ListSpliterator<E> firstHalf = new ListSpliterator<>(window, elements, next, middle);
        next = middle;
        return firstHalf;
    }

    @Override
    public long estimateSize() {
        var unused = image();
        return (long) end - next;
    }

    @Override
    public int characteristics() {
        return CONCURRENT | ORDERED | NONNULL;
    }

    private ListImage image() {
        ListImage elements = image;
        if (elements == null) {
            elements = window.image();
            image = elements;
            end = elements.size();
        }
        return elements;
    }
}
