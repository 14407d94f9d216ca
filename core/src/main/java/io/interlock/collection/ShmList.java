package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.internal.codec.CodecSupport;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.HandleSerializable;
import io.interlock.internal.directory.PrimitiveIdentity;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.format.Kind;
import io.interlock.internal.format.LogLayout;
import io.interlock.internal.list.ListStore;
import io.interlock.internal.list.WholeList;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A list shared by all processes that open the same region. Obtained from {@link io.interlock.Region#list(String,
 * Codec)}. All processes must use the codec of the creator. Null elements are not allowed.
 *
 * <pre>{@code
 * ShmList<String> names = region.list("names", Codecs.string());
 * names.add("Ada");
 * names.addAll(List.of("Grace", "Barbara")); // one atomic step
 * names.update(0, String::toUpperCase); // replaces the element under the list's lock
 * names.removeIf(name -> name.startsWith("B"));
 * System.out.println(names); // [ADA, Grace]
 * }</pre>
 *
 * <p><b>Threads:</b> safe for use by many threads and processes; each method is atomic.
 * <ul>
 * <li>Methods that read several elements ({@code iterator}, {@code stream}, {@code toArray}, {@code equals}, {@code
 * indexOf} and others) show the list at one moment and never fail because of a concurrent change. A stream shows the
 * moment of its first use.
 * <li>Methods that change several elements ({@code addAll}, {@code removeIf}, {@code removeAll}, {@code retainAll},
 * {@code replaceAll}, {@code sort}, {@code clear}) are one step. Their predicates, operators and comparators run
 * without a lock, once for each element of one moment, from first to last. Elements that other threads replace or
 * remove meanwhile stay as the other threads left them; elements that they add are not visited.
 * <li>An iterator's {@code remove} and {@code set} change only the element that the iterator returned, and nothing if
 * that element is gone.
 * <li>Only the function of {@link #update} runs with the list's lock held.
 * <li>A {@code subList} is a range of indices. Only changes through it change its size. Other threads may move elements
 * into and out of the range; if they shorten the list, the range ends with the list.
 * <li>Sequences of calls, as in {@link java.util.Collections#shuffle Collections.shuffle}, are not atomic. Use a lock
 * for them.
 * </ul>
 *
 * <p><b>Memory:</b> writing an element happens-before every read that returns it, in any process.
 *
 * <p><b>Progress:</b> readers take no lock and make no system call. Writers take the list's only lock. Reading,
 * replacing and appending take constant time; inserting or removing before the end copies 4 or 8 bytes for each element
 * of the list. An iterator copies the bytes of all elements to the heap; {@code get} in a loop does not. If another
 * process is stopped in the middle of a change, methods that change the list wait until it continues or dies; they have
 * no time limit and ignore interrupts.
 *
 * <p><b>Death:</b> a change has happened completely or not at all. If a process dies in the middle of one, the next
 * writer takes over its lock and reclaims the memory that it had allocated and not used.
 *
 * <p><b>Errors:</b> {@link RegionFullException} if there is no room, before anything has changed; elements can still be
 * removed one by one. {@link CodecException} if an element cannot be decoded; {@link #put} and {@link #delete} do not
 * decode the former element. {@link IndexOutOfBoundsException}, which names the list, its size and the index. {@link
 * RegionClosedException} after the region was closed.
 *
 * <p><b>Algorithm:</b> an array of references to immutable records in log-structured memory, after Stephen Rumble,
 * Ankita Kejriwal and John Ousterhout, "Log-structured Memory for DRAM-based Storage" (2014). Readers validate what
 * they read, as in a sequence lock (Hans-J. Boehm, "Can Seqlocks Get Along with Programming Language Memory Models?",
 * 2012).
 *
 * <p><b>Size:</b> 256 bytes and the name. Each element takes 24 bytes, its encoded bytes padded to a multiple of 8, and
 * 8 to 16 bytes in the table. Up to one third more is memory of removed elements that was not reused yet. At most
 * 33,554,430 elements of up to 512 MiB.
 *
 * @param <E> the type of the elements
 */
@HandleSerializable
@SuppressWarnings({"exports", "serial"}) // is serialized as a handle
public final class ShmList<E> extends ListRange<E> implements Serializable {

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
                                LogLayout.BYTES,
                                codec -> "element=" + codec.id(),
                                (region, entry, codec) -> new ShmList(region, entry, codec))
                        .inspectedBy((body, into) -> into.put("elements", body.getLongOpaque(LogLayout.COUNT)))
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

    /** Shows the first hundred elements at one moment, or the list's state if they cannot be read. Never throws. */
    @Override
    public String toString() {
        return StateText.ofElements(this, region, name, "[]", this::iterator);
    }

    @Override
    public int size() {
        return whole.size();
    }

    /**
     * Replaces an element like {@link #set}, without decoding the former one. That is faster, and also works if the
     * former element cannot be decoded.
     *
     * @param index from 0 to {@code size() - 1}
     * @param element the new element
     * @throws IndexOutOfBoundsException if the index is out of range
     * @throws RegionFullException if there is no room
     */
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
     * Replaces an element by a function of it, atomically.
     *
     * @param index from 0 to {@code size() - 1}
     * @param function runs once with the list's lock held; it must be short and must not change this list
     * @return the former element
     * @throws IndexOutOfBoundsException if the index is out of range
     * @throws RegionFullException if there is no room
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

    /**
     * Removes an element like {@link #remove(int)}, without decoding it. That is faster, and also works if the element
     * cannot be decoded.
     *
     * @param index from 0 to {@code size() - 1}
     * @throws IndexOutOfBoundsException if the index is out of range
     */
    public void delete(int index) {
        whole.lock();
        try {
            store.remove(whole.requireElement(index));
        } finally {
            whole.unlock();
        }
    }

    /**
     * Returns the name in the region.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Checks that every element can be read, and that all memory of the list is accounted for. For tests and tools.
     * Takes the list's lock.
     *
     * @return the problems, one line each; empty if there are none
     * @throws RegionClosedException if the region is closed
     */
    public List<String> verify() {
        region.requireOpen();
        return store.check();
    }

    @Serial
    private Object writeReplace() throws ObjectStreamException {
        return region.handleOf(name, ShmList.class);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw PrimitiveIdentity.refused(getClass());
    }
}
