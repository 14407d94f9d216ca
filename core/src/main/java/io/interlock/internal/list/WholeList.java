package io.interlock.internal.list;

import io.interlock.collection.Codec;
import io.interlock.internal.codec.CodecSupport;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import org.jspecify.annotations.Nullable;

/** All places of a shared list, as one opening of its region reaches them. */
public final class WholeList<E> implements ListWindow<E> {

    private final Attachment region;
    private final String name;
    private final ListStore store;
    private final CodecSupport<E> values;

    private WholeList(Attachment region, DirectoryEntry entry, Codec<E> codec) {
        this.region = region;
        this.name = entry.name();
        this.store = entry.local(ListStore.class, () -> new ListStore(region.file(), entry));
        this.values = new CodecSupport<>(codec, region.file().where() + " list=" + name);
    }

    public static <E> WholeList<E> of(Attachment region, DirectoryEntry entry, Codec<E> codec) {
        return new WholeList<>(region, entry, codec);
    }

    /** How many elements the list has now, read without its lock. */
    public int size() {
        region.requireOpen();
        store.repairIfAbandoned();
        return store.reader().count();
    }

    /** An element's bytes, or null if there is none of this index. */
    public byte @Nullable [] bytesAt(int index) {
        region.requireOpen();
        return store.reader().element(index);
    }

    public ListImage image(int from, int to) {
        region.requireOpen();
        return store.image(from, to);
    }

    @Override
    public ListImage image() {
        return image(0, Integer.MAX_VALUE);
    }

    @Override
    public ListStore store() {
        return store;
    }

    @Override
    public CodecSupport<E> values() {
        return values;
    }

    @Override
    public void lock() {
        region.requireOpen();
        store.lock();
    }

    @Override
    public void unlock() {
        store.unlock();
    }

    @Override
    public int first() {
        return 0;
    }

    @Override
    public int end() {
        return store.count();
    }

    @Override
    public void resized(int by) {
        // The list's size is its count.
    }

    @Override
    public SubListWindow<E> part(int from, int to) {
        return SubListWindow.of(this, from, to);
    }

    @Override
    public IndexOutOfBoundsException outOfBounds(int index, int size) {
        return new IndexOutOfBoundsException(
                region.file().where() + " list=" + name + " index=" + index + " size=" + size);
    }
}
