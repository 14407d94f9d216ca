package io.interlock.internal.list;

import org.jspecify.annotations.Nullable;

/** Changes single elements that a reader has found before, wherever they are in the list now. */
public final class ListEdit<E> {

    private final ListWindow<E> window;

    public ListEdit(ListWindow<E> window) {
        this.window = window;
    }

    /** Removes this element, if it is still in the list. */
    public boolean remove(ListElement element, int near) {
        window.lock();
        try {
            int index = window.store().indexOf(element, window.first() + near);
            if (index < 0) {
                return false;
            }
            boolean isInside = index >= window.first() && index < window.end();
            window.store().remove(index);
            window.resized(isInside ? -1 : 0);
            return true;
        } finally {
            window.unlock();
        }
    }

    /** Replaces this element, if it is still in the list; returns what is there then, or null. */
    @Nullable
    ListElement replace(ListElement element, int near, E by) {
        byte[] bytes = window.values().encode(by);
        window.lock();
        try {
            int index = window.store().indexOf(element, window.first() + near);
            if (index < 0) {
                return null;
            }
            window.store().set(index, bytes);
            return window.store().found(index);
        } finally {
            window.unlock();
        }
    }

    /** Inserts an element after the one before, or before the one after, or else about where they were. */
    ListElement insert(@Nullable ListElement before, @Nullable ListElement after, int near, E element) {
        byte[] bytes = window.values().encode(element);
        window.lock();
        try {
            int index = before == null ? -1 : window.store().indexOf(before, window.first() + near - 1) + 1;
            if (index <= 0) {
                index = after == null ? -1 : window.store().indexOf(after, window.first() + near);
            }
            if (index < window.first() || index > window.end()) {
                index = Math.min(window.first() + near, window.end());
            }
            window.store().add(index, bytes);
            window.resized(1);
            return window.store().found(index);
        } finally {
            window.unlock();
        }
    }
}
