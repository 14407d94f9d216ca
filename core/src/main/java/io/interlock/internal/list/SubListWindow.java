package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The range of indices of a {@link List#subList}, whose length only changes through the view. Each operation is one step, also for
 * threads that share the view; other changes of the list may move elements into the range and out of it. If the list becomes
 * shorter, so does the range.
 */
public final class SubListWindow<E> implements ListWindow<E> {

    private final WholeList<E> list;
    private final List<SubListWindow<E>> outer;

    /** Orders those who share this view, or one within it: so that nobody sees a change and not yet the size that it made. */
    private final ReentrantLock sharing;

    private final int offset;
    private int length;

    private SubListWindow(
            WholeList<E> list, List<SubListWindow<E>> outer, ReentrantLock sharing, int offset, int length) {
        this.list = list;
        this.outer = outer;
        this.sharing = sharing;
        this.offset = offset;
        this.length = length;
    }

    /** A range of indices of a list. */
    static <E> SubListWindow<E> of(WholeList<E> list, int from, int to) {
        return new SubListWindow<>(list, List.of(), new ReentrantLock(), from, to - from);
    }

    @Override
    public SubListWindow<E> part(int from, int to) {
        List<SubListWindow<E>> around = new ArrayList<>(outer);
        around.add(this);
        return new SubListWindow<>(list, around, sharing, offset + from, to - from);
    }

    public E get(int index) {
        sharing.lock();
        try {
            byte[] bytes = index < 0 || index >= length ? null : list.bytesAt(offset + index);
            if (bytes == null) {
                throw outOfBounds(index, size());
            }
            return values().decode(bytes, index);
        } finally {
            sharing.unlock();
        }
    }

    public int size() {
        sharing.lock();
        try {
            return Math.max(0, Math.min(length, list.size() - offset));
        } finally {
            sharing.unlock();
        }
    }

    @Override
    public ListStore store() {
        return list.store();
    }

    @Override
    public CodecSupport<E> values() {
        return list.values();
    }

    @Override
    public ListImage image() {
        sharing.lock();
        try {
            return list.image(offset, offset + length);
        } finally {
            sharing.unlock();
        }
    }

    @Override
    public void lock() {
        sharing.lock();
        boolean locked = false;
        try {
            list.lock();
            locked = true;
        } finally {
            if (!locked) {
                sharing.unlock();
            }
        }
    }

    @Override
    public void unlock() {
        try {
            list.unlock();
        } finally {
            sharing.unlock();
        }
    }

    @Override
    public int first() {
        return Math.min(offset, list.end());
    }

    @Override
    public int end() {
        return Math.min(offset + length, list.end());
    }

    @Override
    public void resized(int by) {
        length += by;
        outer.forEach(view -> view.length += by);
    }

    @Override
    public IndexOutOfBoundsException outOfBounds(int index, int size) {
        return list.outOfBounds(index, size);
    }
}
