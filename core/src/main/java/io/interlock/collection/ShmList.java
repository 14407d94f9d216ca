package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Handled;
import io.interlock.memory.Heap;
import io.interlock.memory.Kind;
import io.interlock.memory.PrimitiveType;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A list shared by every process that opens the same region. From {@link io.interlock.Region#list(String, Codec)}; the codec is
 * what its creator chose, or attaching fails. No null elements.
 *
 * <p><b>Threads:</b> safe for any threads of any processes; {@code get}, {@code set}, {@code add}, {@code remove}, {@code clear},
 * {@code size}, {@link #update} and {@code subList(from, to).clear()} are each atomic, and what is made of several of them ({@code addAll}, {@code indexOf},
 * {@code sort}, {@code equals}) is not: take a lock around it where that matters. Iterators and {@code subList} go by index and
 * never fail for a change: where others insert or remove before their place meanwhile, they give an element twice or leave one
 * out, and beyond the end they throw {@link java.util.NoSuchElementException} and {@link IndexOutOfBoundsException}.
 *
 * <p><b>Memory:</b> what a thread did before it wrote an element is visible to who gets it; pairs [SLOT], [ROOT], [REUSE].
 *
 * <p><b>Progress:</b> readers take no lock and make no system call. Writers take the list's one lock. Reading, replacing and
 * appending take the same time however long the list is; inserting and removing before the end copies 8 bytes for each element.
 *
 * <p><b>Death:</b> a change has happened or it has not. When a process dies in the middle, the next writer gets its lock, and
 * what memory it had taken and not used is free again.
 *
 * <p><b>Errors:</b> {@link RegionFullException} when there is no room, before anything has changed; elements can be removed from a
 * full region. {@link CodecException} when an element cannot be read; {@link #set} need not read the former one where the result
 * is not asked for: {@link #put}, {@link #delete}. {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 256 bytes, and its name; for each element 24 bytes, its own padded to 8, and 8 to 16 in the table. Up to a
 * third more is what was removed and not yet reused. At most 33,554,430 elements of 512 MiB.
 *
 * @param <E> the type of the elements
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmList<E> extends AbstractList<E> implements RandomAccess, Handled {

    static {
        register();
    }

    private final Attachment region;
    private final String name;
    private final ListStore store;
    private final Values<E> values;

    private ShmList(Attachment region, Heap.Entry entry, Codec<E> codec) {
        this.region = region;
        this.name = entry.name();
        this.store = entry.local(ListStore.class, () -> new ListStore(region.file(), entry));
        this.values = new Values<>(codec, region.file().where() + " list=" + name);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    private static void register() {
        PrimitiveType.register(
                ShmList.class,
                PrimitiveType.<ShmList, Codec>zeroed(
                                Kind.LIST,
                                ArenaLayout.BYTES,
                                codec -> "element=" + codec.id(),
                                (region, entry, codec) -> new ShmList(region, entry, codec))
                        .inspectedBy((body, into) -> into.put("elements", body.getLongOpaque(ArenaLayout.COUNT)))
                        .verifiedBy(ListStore::verify));
    }

    @Override
    public E get(int index) {
        region.requireOpen();
        byte[] bytes = index < 0 ? null : store.reader().element(index);
        if (bytes == null) {
            throw outOfBounds(index, size());
        }
        return values.decode(bytes, index);
    }

    @Override
    public int size() {
        region.requireOpen();
        store.repairIfLeft();
        return store.reader().count();
    }

    @Override
    public E set(int index, E element) {
        return update(index, before -> element);
    }

    /** As {@link #set}, without reading what was there: faster, and possible also where that cannot be read. */
    public void put(int index, E element) {
        byte[] bytes = values.encode(element);
        locked(() -> {
            requireIndex(index, store.count() - 1);
            store.set(index, bytes);
        });
    }

    /**
     * Replaces an element by what the function makes of it, as one step.
     *
     * @param function runs once, with other writers waiting: short, and without using this list
     * @return the element before
     */
    public E update(int index, UnaryOperator<E> function) {
        Objects.requireNonNull(function, "function");
        region.requireOpen();
        store.lock();
        try {
            requireIndex(index, store.count() - 1);
            E before = values.decode(store.element(index), index);
            store.set(index, values.encode(function.apply(before)));
            return before;
        } finally {
            store.unlock();
        }
    }

    @Override
    public boolean add(E element) {
        byte[] bytes = values.encode(element);
        locked(() -> store.add(store.count(), bytes));
        return true;
    }

    @Override
    public void add(int index, E element) {
        byte[] bytes = values.encode(element);
        locked(() -> {
            requireIndex(index, store.count());
            store.add(index, bytes);
        });
    }

    @Override
    public E remove(int index) {
        region.requireOpen();
        store.lock();
        try {
            requireIndex(index, store.count() - 1);
            E before = values.decode(store.element(index), index);
            store.remove(index);
            return before;
        } finally {
            store.unlock();
        }
    }

    /** As {@link #remove(int)}, without reading what was there: faster, and possible also where that cannot be read. */
    public void delete(int index) {
        locked(() -> {
            requireIndex(index, store.count() - 1);
            store.remove(index);
        });
    }

    /** Removes the first equal element, as one step. */
    @Override
    public boolean remove(Object element) {
        region.requireOpen();
        store.lock();
        try {
            for (int i = 0, count = store.count(); i < count; i++) {
                if (values.decode(store.element(i), i).equals(element)) {
                    store.remove(i);
                    return true;
                }
            }
            return false;
        } finally {
            store.unlock();
        }
    }

    /** Removes the elements for which the function says so, one after the other; with the list's lock. */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter, "filter");
        region.requireOpen();
        store.lock();
        try {
            boolean removed = false;
            // From the end: what is behind an element has been asked already.
            for (int i = store.count() - 1; i >= 0; i--) {
                if (filter.test(values.decode(store.element(i), i))) {
                    store.remove(i);
                    removed = true;
                }
            }
            return removed;
        } finally {
            store.unlock();
        }
    }

    @Override
    public void clear() {
        locked(store::clear);
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    /**
     * Checks that every element can be read and that all memory is accounted for; for tests and tools. Takes the list's lock.
     *
     * @return what is wrong, one line each; empty if nothing is
     */
    public List<String> verify() {
        region.requireOpen();
        return store.check();
    }

    @Serial
    private Object writeReplace() throws ObjectStreamException {
        return Handled.handle(region, name, ShmList.class);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException(getClass().getName() + ": travels as a handle only; the stream is damaged");
    }

    /** What {@code subList(from, to).clear()} does: one step, but in a full region, where elements are removed one by one. */
    @Override
    protected void removeRange(int fromIndex, int toIndex) {
        locked(() -> {
            if (fromIndex < toIndex) {
                requireIndex(toIndex - 1, store.count() - 1);
                requireIndex(fromIndex, store.count() - 1);
                store.removeRange(fromIndex, toIndex);
            }
        });
    }

    private void locked(Runnable change) {
        region.requireOpen();
        store.lock();
        try {
            change.run();
        } finally {
            store.unlock();
        }
    }

    private void requireIndex(int index, int most) {
        if (index < 0 || index > most) {
            throw outOfBounds(index, store.count());
        }
    }

    private IndexOutOfBoundsException outOfBounds(int index, int size) {
        return new IndexOutOfBoundsException(
                region.file().where() + " list=" + name + " index=" + index + " size=" + size);
    }
}
