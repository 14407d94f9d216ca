package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.memory.Attachment;
import io.interlock.memory.Handled;
import io.interlock.memory.Heap;
import io.interlock.memory.Kind;
import io.interlock.memory.PrimitiveType;
import io.interlock.memory.StateText;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map shared by every process that opens the same region. From
 * {@link io.interlock.Region#map(String, Codec, Codec)}; both codecs are what its creator chose, or attaching fails.
 *
 * <p>Keys are equal when their bytes are, as their codec writes them. No null keys or values. Arrays as values are compared by
 * their content in {@code replace(key, old, new)} and {@code remove(key, value)}.
 *
 * <p><b>Threads:</b> safe for any threads of any processes; every method of {@link ConcurrentMap} is atomic. Iterators, and
 * what works through them, are weakly consistent: they give every key that is there from their making to their end once, with
 * the value that it has when it is given, and never fail for a change.
 *
 * <p><b>Memory:</b> what a thread did before it put a value is visible to who gets it; pairs [SLOT], [ROOT], [REUSE].
 *
 * <p><b>Progress:</b> readers take no lock and make no system call; they look again when what they read was replaced or
 * given back meanwhile. Writers lock one of up to 64 stripes, so that two that write different
 * keys seldom meet. The map grows while it is used; only writers of the stripe that grows wait.
 * A method that changes the map waits, without limit and whatever interrupts, while another process is stopped in the middle of
 * a change of the same stripe; it goes on when that process continues, or dies.
 *
 * <p><b>Functions</b> given to {@code compute} and its like run once, with the key's stripe locked: they should be short and must
 * not use the map. If one throws, nothing has changed.
 *
 * <p><b>Death:</b> a change has happened or it has not. When a process dies in the middle, also in a function given to
 * {@code compute}, the next writer gets its lock, and what memory it had taken and not used is free again.
 *
 * <p><b>Errors:</b> {@link RegionFullException} when there is no room, before anything has changed; there is room again once
 * something was removed. {@link CodecException} when a value or key cannot be read, before anything has changed; {@link #set} and
 * {@link #delete} need not read the former value. An iterator throws it in the entry's turn, where it can be removed, and goes on
 * behind it; {@code keySet()} needs no values. {@link RegionClosedException} after the region was closed.
 *
 * <p><b>Size:</b> 256 bytes for each stripe, and its name; for each entry 24 bytes, key and value each padded to 8, and 11 to 22
 * in the table. Up to a third more is what was given up and not yet reused. A key and its value have at most 512 MiB.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@SuppressWarnings({"exports", "serial"}) // Nullable, which users need not have; travels as a handle
public final class ShmMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V>, Handled {

    /**
     * What all who attach agree on.
     *
     * @param keys how keys are written
     * @param values how values are written
     * @param capacityBytes of the region: in a small one the map has fewer stripes
     */
    @SuppressWarnings("serial") // codecs that do not travel say so when they are written
    public record Config<K, V>(Codec<K> keys, Codec<V> values, long capacityBytes) implements Serializable {

        int stripes() {
            return MapStore.stripesFor(capacityBytes);
        }

        String describe() {
            return "key=" + keys.id() + " value=" + values.id() + " stripes=" + stripes();
        }
    }

    static {
        register();
    }

    private final Attachment region;
    private final String name;
    private final MapStore store;
    private final Values<K> keys;
    private final Values<V> values;

    private ShmMap(Attachment region, Heap.Entry entry, Config<K, V> config) {
        this.region = region;
        this.name = entry.name();
        this.store = entry.local(MapStore.class, () -> new MapStore(region.file(), entry, config.stripes()));
        String where = region.file().where() + " map=" + name;
        this.keys = new Values<>(config.keys(), where);
        this.values = new Values<>(config.values(), where);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    private static void register() {
        PrimitiveType.register(
                ShmMap.class,
                PrimitiveType.<ShmMap, Config>zeroed(
                                Kind.MAP,
                                config -> MapStore.bytes(config.stripes()),
                                Config::describe,
                                (region, entry, config) -> new ShmMap(region, entry, config))
                        .inspectedBy((body, into) -> into.put("entries", MapStore.count(body)))
                        .verifiedBy(MapStore::verify));
    }

    /** A map that is all of another collection. */
    static <K, V> ShmMap<K, V> within(Attachment region, Heap.Entry entry, Config<K, V> config) {
        return new ShmMap<>(region, entry, config);
    }

    /**
     * The entries, of a large map a hundred of them. Keys and values that cannot be read are shown by their bytes. Never
     * throws: a closed or damaged map is shown by its name.
     */
    @Override
    public String toString() {
        return StateText.ofElements(
                this,
                region,
                name,
                "{}",
                () -> iterator(found -> OwnedCodec.text(found::key) + "=" + OwnedCodec.text(found::value)));
    }

    @Override
    public @Nullable V get(Object key) {
        Object sought = sought(key);
        long hash = store.hash(sought);
        byte[] value = store.reader().value(hash, sought);
        return value == null ? null : values.decode(value, key);
    }

    /**
     * Hands the value's bytes as they stand in shared memory to a function, without a copy.
     *
     * @param function gets a read-only view in big-endian order, which is valid during the call only; called again where it
     *     was replaced or moved meanwhile, so that what it made of those bytes counts for nothing
     * @return what the function returned last, or null if there is no such key
     */
    public <R> @Nullable R getWith(K key, Function<ByteBuffer, R> function) {
        Object sought = sought(key);
        long hash = store.hash(sought);
        return store.reader().view(hash, sought, function);
    }

    @Override
    public boolean containsKey(Object key) {
        Object sought = sought(key);
        long hash = store.hash(sought);
        return store.reader().contains(hash, sought);
    }

    @Override
    public @Nullable V put(K key, V value) {
        byte[] newValue = values.encode(value);
        return at(key, entry -> {
            V before = entry.value();
            entry.put(newValue);
            return before;
        });
    }

    /** As {@link #put}, without reading what was there: faster, and possible also where that cannot be read. */
    public void set(K key, V value) {
        byte[] newValue = values.encode(value);
        var unused = at(key, entry -> {
            entry.put(newValue);
            return null;
        });
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        byte[] newValue = values.encode(value);
        return at(key, entry -> {
            V before = entry.value();
            if (before == null) {
                entry.put(newValue);
            }
            return before;
        });
    }

    @Override
    public @Nullable V remove(Object key) {
        return at(key, entry -> {
            V before = entry.value();
            if (before != null) {
                entry.remove();
            }
            return before;
        });
    }

    /** As {@link #remove(Object)}, without reading what was there; true if there was something. */
    public boolean delete(K key) {
        return deleteAny(key);
    }

    boolean deleteAny(Object key) {
        return test(key, LockedEntry::removeIfThere);
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        return test(key, entry -> {
            boolean equal = entry.isEqual(value);
            if (equal) {
                entry.remove();
            }
            return equal;
        });
    }

    @Override
    public @Nullable V replace(K key, V value) {
        byte[] newValue = values.encode(value);
        return at(key, entry -> {
            V before = entry.value();
            if (before != null) {
                entry.put(newValue);
            }
            return before;
        });
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        Objects.requireNonNull(oldValue, "oldValue");
        byte[] bytes = values.encode(newValue);
        return test(key, entry -> {
            boolean equal = entry.isEqual(oldValue);
            if (equal) {
                entry.put(bytes);
            }
            return equal;
        });
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return at(key, entry -> entry.become(function.apply(key, entry.value())));
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V found = get(key);
        return found != null
                ? found
                : at(key, entry -> {
                    V before = entry.value();
                    return before != null ? before : entry.become(function.apply(key));
                });
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return at(key, entry -> {
            V before = entry.value();
            return before == null ? null : entry.become(function.apply(key, before));
        });
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return at(key, entry -> {
            V before = entry.value();
            return entry.become(before == null ? value : function.apply(before, value));
        });
    }

    /** Removes all entries, stripe after stripe; a process that dies in between leaves some stripes empty. */
    @Override
    public void clear() {
        region.requireOpen();
        store.clear();
    }

    /** How many entries there are; only a moment's truth, and added up while others may change them. */
    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, mappingCount());
    }

    /** As {@link #size}, also where there are more than an {@code int} can count. */
    public long mappingCount() {
        region.requireOpen();
        return store.count();
    }

    @Override
    public boolean isEmpty() {
        return mappingCount() == 0;
    }

    @Override
    public Set<K> keySet() {
        return new MapViews.Keys<>(this);
    }

    @Override
    public Collection<V> values() {
        return new MapViews.Values<>(this);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new MapViews.Entries<>(this);
    }

    /** The name under which the region knows it. */
    public String name() {
        return name;
    }

    /**
     * Checks that every entry stands where its key is looked for and that all memory is accounted for; for tests and tools.
     * Locks one stripe after the other.
     *
     * @return what is wrong, one line each; empty if nothing is
     */
    public List<String> verify() {
        region.requireOpen();
        return store.check();
    }

    @Serial
    private Object writeReplace() throws ObjectStreamException {
        return Handled.handle(region, name, ShmMap.class);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException(getClass().getName() + ": travels as a handle only; the stream is damaged");
    }

    <T> Iterator<T> iterator(Function<MapIterator.Found<K, V>, T> part) {
        region.requireOpen();
        return new MapIterator<>(this, keys, values, store, part);
    }

    /** As {@link #delete}, for a key in its bytes. */
    void deleteEncoded(byte[] key) {
        var unused = at(key, new Bytes(key), LockedEntry::removeIfThere);
    }

    private Object sought(Object key) {
        region.requireOpen();
        return Sought.of(keys, own(key));
    }

    private byte[] encodeKey(Object key) {
        region.requireOpen();
        return keys.encode(own(key));
    }

    @SuppressWarnings("unchecked") // the codec of a key of another type says so
    private K own(Object key) {
        return (K) key;
    }

    private boolean test(Object key, Function<LockedEntry<V>, Boolean> change) {
        Boolean done = at(key, change);
        return done != null && done;
    }

    /** Runs a change of one entry under the lock of its stripe. */
    private <R> @Nullable R at(Object key, Function<LockedEntry<V>, @Nullable R> change) {
        return at(encodeKey(key), key, change);
    }

    private <R> @Nullable R at(byte[] bytes, Object key, Function<LockedEntry<V>, @Nullable R> change) {
        region.requireOpen();
        long hash = store.hash(bytes);
        Stripe stripe = store.stripe(hash);
        stripe.lock();
        try {
            return change.apply(new LockedEntry<>(stripe, hash, bytes, key, values));
        } finally {
            stripe.unlock();
        }
    }
}
