package io.interlock.internal.list;

import io.interlock.internal.codec.CodecSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What {@link List#subList} gives: some places of a shared list, which become more or fewer by changes through the view only. Each
 * operation is one step, also for threads that share the view; other changes of the list may move elements into these places and out
 * of them. Where the list has become shorter, so has the view.
 */
public final class SharedSubList<E> extends ListRange<E> {

    private final Places<E> places;

    private SharedSubList(Places<E> places) {
        super(places);
        this.places = places;
    }

    /** A view of these places of a list, which has them. */
    public static <E> SharedSubList<E> of(WholeList<E> list, int from, int to) {
        return new SharedSubList<>(new Places<>(list, List.of(), new ReentrantLock(), from, to - from));
    }

    @Override
    public E get(int index) {
        return places.get(index);
    }

    @Override
    public int size() {
        return places.size();
    }

    /** Which places a view has. */
    private static final class Places<E> implements ListWindow<E> {

        private final WholeList<E> list;
        private final List<Places<E>> outer;

        /** Orders those who share this view, or one within it: so that nobody sees a change and not yet the size that it made. */
        private final ReentrantLock sharing;

        private final int offset;
        private int places;

        Places(WholeList<E> list, List<Places<E>> outer, ReentrantLock sharing, int offset, int places) {
            this.list = list;
            this.outer = outer;
            this.sharing = sharing;
            this.offset = offset;
            this.places = places;
        }

        @Override
        public ListRange<E> part(int from, int to) {
            List<Places<E>> around = new ArrayList<>(outer);
            around.add(this);
            return new SharedSubList<>(new Places<>(list, around, sharing, offset + from, to - from));
        }

        E get(int index) {
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

        int size() {
            sharing.lock();
            try {
                return Math.max(0, Math.min(places, list.size() - offset));
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
                return list.image(offset, offset + places);
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
            return Math.min(offset + places, list.end());
        }

        @Override
        public void resized(int by) {
            places += by;
            outer.forEach(view -> view.places += by);
        }

        @Override
        public IndexOutOfBoundsException outOfBounds(int index, int size) {
            return list.outOfBounds(index, size);
        }
    }
}
