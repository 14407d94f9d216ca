package io.interlock.collection;

import io.interlock.internal.list.SubListWindow;
import java.util.List;

/** What {@link ShmList#subList} returns: a {@link ListRange} over a part of the list. */
final class SharedSubList<E> extends ListRange<E> {

    private final SubListWindow<E> range;

    SharedSubList(SubListWindow<E> range) {
        super(range);
        this.range = range;
    }

    @Override
    public E get(int index) {
        return range.get(index);
    }

    @Override
    public int size() {
        return range.size();
    }

    @Override
    public List<E> subList(int fromIndex, int toIndex) {
        return new SharedSubList<>(range.within(fromIndex, toIndex));
    }
}
