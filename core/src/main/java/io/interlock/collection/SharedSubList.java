package io.interlock.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What {@link List#subList} gives: some places of a shared list, which become more or fewer by changes through the view only. Each
 * operation is one step, also for threads that share the view; other changes of the list may move elements into these places and out
 * of them. Where the list has become shorter, so has the view.
 */
final class SharedSubList<E> extends ListRange<E> {

    private final ShmList<E> list;
    private final List<SharedSubList<E>> outer;
    private final int offset;

    /** Orders those who share this view, or one within it: so that nobody sees a change and not yet the size that it made. */
    private final ReentrantLock sharing;

    private int places;

    SharedSubList(ShmList<E> list, int from, int to) {
        this.list = list;
        this.outer = List.of();
        this.sharing = new ReentrantLock();
        this.offset = from;
        this.places = to - from;
    }

    private SharedSubList(SharedSubList<E> around, int from, int to) {
        this.list = around.list;
        this.outer = new ArrayList<>(around.outer);
        this.outer.add(around);
        this.sharing = around.sharing;
        this.offset = around.offset + from;
        this.places = to - from;
    }

    @Override
    public E get(int index) {
        sharing.lock();
        try {
            byte[] bytes = index < 0 || index >= places ? null : list.bytesAt(offset + index);
            if (bytes == null) {
                throw outOfBounds(index, size());
            }
            return values().decode(bytes, index);
        } finally {
            sharing.unlock();
        }
    }

    @Override
    public int size() {
        sharing.lock();
        try {
            return Math.max(0, Math.min(places, list.size() - offset));
        } finally {
            sharing.unlock();
        }
    }

    @Override
    public List<E> subList(int fromIndex, int toIndex) {
        sharing.lock();
        try {
            return super.subList(fromIndex, toIndex);
        } finally {
            sharing.unlock();
        }
    }

    @Override
    ListRange<E> part(int from, int to) {
        return new SharedSubList<>(this, from, to);
    }

    @Override
    ListStore store() {
        return list.store();
    }

    @Override
    Values<E> values() {
        return list.values();
    }

    @Override
    ListImage image() {
        sharing.lock();
        try {
            return list.image(offset, offset + places);
        } finally {
            sharing.unlock();
        }
    }

    @Override
    void lock() {
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
    void unlock() {
        try {
            list.unlock();
        } finally {
            sharing.unlock();
        }
    }

    @Override
    int first() {
        return Math.min(offset, list.end());
    }

    @Override
    int end() {
        return Math.min(offset + places, list.end());
    }

    @Override
    void resized(int by) {
        places += by;
        outer.forEach(view -> view.places += by);
    }

    @Override
    IndexOutOfBoundsException outOfBounds(int index, int size) {
        return list.outOfBounds(index, size);
    }
}
