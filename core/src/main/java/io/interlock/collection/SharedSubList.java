package io.interlock.collection;

import io.interlock.internal.list.SubListWindow;

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
}
