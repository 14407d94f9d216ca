package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.internal.codec.CodecSupport;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.HandleSerializable;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.format.ArenaLayout;
import io.interlock.internal.format.Kind;
import io.interlock.internal.list.ListRange;
import io.interlock.internal.list.ListStore;
import io.interlock.internal.list.SharedSubList;
import io.interlock.internal.list.WholeList;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A list shared by every process that opens the same region. From {@link io.interlock.Region#list(String, Codec)}; the codec is
 * what its creator chose, or attaching fails. No null elements.
 *
 * <p><b>Threads:</b> safe for any threads of any processes, and each method is atomic. What reads several elements ({@code
 * iterator}, {@code stream}, {@code toArray}, {@code equals}, {@code indexOf} and the others) shows the list at one moment and never fails
 * because others change it; a stream, at its first use. What changes several elements ({@code addAll}, {@code removeIf}, {@code
 * removeAll}, {@code retainAll}, {@code replaceAll}, {@code sort}, {@code clear}) is one step. Predicates, operators and comparators run without
 * a lock, once for each element, first to last, on the elements of one moment. What others replace or remove meanwhile is left
 * as it is, and what they add is not looked at. An iterator's {@code remove} and {@code set} change only the element that it returned, and
 * nothing if that has gone. Only the function of {@link #update} runs with the list's lock.
 *
 * <p>A {@code subList} is a range of indices, safe for any threads that share it. Only changes through it make it larger or smaller;
 * others may move elements into and out of it, and where they make the list shorter, it ends with the list. Several calls together, as
 * in {@link java.util.Collections#shuffle Collections.shuffle}, are not atomic: take a lock around them where that matters.
 *
 * <p><b>Memory:</b> what a thread did before it wrote an element is visible to who gets it; pairs [SLOT], [ROOT], [REUSE].
 *
 * <p><b>Progress:</b> readers take no lock and make no system call. Writers take the list's one lock. Reading, replacing and
 * appending take the same time however long the list is; inserting and removing before the end copies 4 or 8 bytes for each
 * element. An iterator copies the bytes of all elements to the heap; {@code get} in a loop does not.
 * A method that changes the list waits, without limit and whatever interrupts, while another process is stopped in the middle of
 * a change; it goes on when that process continues, or dies.
 *
 * <p><b>Death:</b> a change has happened or it has not. When a process dies in the middle, the next writer gets its lock, and
 * what memory it had taken and not used is free again.
 *
 * <p><b>Errors:</b> {@link RegionFullException} when there is no room, before anything has changed; elements can be removed from a
 * full region, there one by one. {@link CodecException} when an element cannot be read; {@link #set} need not read the former one where the result
 * is not asked for: {@link #put}, {@link #delete}. {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 256 bytes, and its name; for each element 24 bytes, its own padded to 8, and 8 to 16 in the table. Up to a
 * third more is what was removed and not yet reused. At most 33,554,430 elements of 512 MiB.
 *
 * @param <E> the type of the elements
 */
@SuppressWarnings({"exports", "serial"}) // travels as a handle
public final class ShmList<E> extends ListRange<E> implements HandleSerializable {

    static {
        register();
    }

    private final Attachment region;
    private final String name;
    private final WholeList<E> whole;
    private final ListStore store;
    private final CodecSupport<E> values;

    private ShmList(Attachment region, DirectoryEntry entry, Codec<E> codec) {
        this(region, entry.name(), WholeList.of(region, entry, codec));
    }

    private ShmList(Attachment region, String name, WholeList<E> whole) {
        super(whole);
        this.region = region;
        this.name = name;
        this.whole = whole;
        this.store = whole.store();
        this.values = whole.values();
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
            throw whole.outOfBounds(index, size());
        }
        return values.decode(bytes, index);
    }

    /** The elements at one moment, of a long list the first hundred; where they cannot be read, the list's state. Never throws. */
    @Override
    public String toString() {
        return StateText.ofElements(this, region, name, "[]", this::iterator);
    }

    @Override
    public int size() {
        return whole.size();
    }

    /** As {@link #set}, without reading what was there: faster, and possible also where that cannot be read. */
    public void put(int index, E element) {
        byte[] bytes = values.encode(element);
        whole.lock();
        try {
            store.set(whole.requireElement(index), bytes);
        } finally {
            whole.unlock();
        }
    }

    /**
     * Replaces an element by what the function makes of it, as one step.
     *
     * @param function runs once, under the list's lock: it must be short and must not change this list
     * @return the element before
     */
    public E update(int index, UnaryOperator<E> function) {
        Objects.requireNonNull(function, "function");
        whole.lock();
        try {
            int at = whole.requireElement(index);
            E before = values.decode(store.element(at), index);
            store.set(at, values.encode(function.apply(before)));
            return before;
        } finally {
            whole.unlock();
        }
    }

    @Override
    public boolean add(E element) {
        byte[] bytes = values.encode(element);
        whole.lock();
        try {
            store.add(store.count(), bytes);
        } finally {
            whole.unlock();
        }
        return true;
    }

    /** As {@link #remove(int)}, without reading what was there: faster, and possible also where that cannot be read. */
    public void delete(int index) {
        whole.lock();
        try {
            store.remove(whole.requireElement(index));
        } finally {
            whole.unlock();
        }
    }

    @Override
    public List<E> subList(int fromIndex, int toIndex) {
        return SharedSubList.of(whole, fromIndex, toIndex);
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
        return HandleSerializable.handle(region, name, ShmList.class);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException(getClass().getName() + ": travels as a handle only; the stream is damaged");
    }
}
