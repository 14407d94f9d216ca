package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.internal.codec.CodecSupport;
import io.interlock.internal.codec.OwnedCodec;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.HandleSerializable;
import io.interlock.internal.directory.PrimitiveIdentity;
import io.interlock.internal.directory.PrimitiveType;
import io.interlock.internal.directory.StateText;
import io.interlock.internal.format.Kind;
import io.interlock.internal.map.EncodedMap;
import io.interlock.internal.map.MapIterator;
import io.interlock.internal.map.MapStore;
import io.interlock.internal.map.MapViews;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map shared by all processes that open the same region. Obtained from {@link io.interlock.Region#map(String, Codec,
 * Codec)}. All processes must use the codecs of the creator.
 *
 * <pre>{@code
 * ShmMap<String, Long> counts = region.map("counts", Codecs.string(), Codecs.int64());
 * counts.set("a", 1L); // like put, without reading the former value
 * counts.merge("a", 1L, Long::sum); // atomic in all processes
 * Long count = counts.get("a"); // 2
 * Long same = counts.getWith("a", ByteBuffer::getLong); // reads in place, without a copy
 * System.out.println(count + " " + same);
 * }</pre>
 *
 * <p><b>Keys</b> are equal if their encoded bytes are. Null is refused with {@link NullPointerException}, also by
 * lookups. A key for which the codec throws {@link ClassCastException}, as the codecs of {@link Codecs} do for an
 * object of another class, is in no map: {@code get} returns null, {@code containsKey} and {@code remove} return false.
 * Values that are arrays are compared by content in {@code replace}, {@code remove}, {@code containsValue} and the
 * methods of the views.
 *
 * <p><b>Threads:</b> safe for use by many threads and processes. Every method of {@link ConcurrentMap} is atomic for
 * each entry. Iterators, spliterators and methods that use them, such as {@code toString}, {@code equals} and {@code
 * toArray}, are weakly consistent: they return every key that is present throughout exactly once, with a value that it
 * had during the call of {@code hasNext} or {@code next}, and never fail because of a change.
 *
 * <p><b>Views</b> remove only what was tested. {@code values()}, {@code entrySet()} and their iterators remove an entry
 * only if its value still has the same bytes; {@code keySet()} and its iterator remove the key with any value. {@link
 * java.util.Map.Entry#setValue} puts the value even if the key was removed meanwhile.
 *
 * <p><b>Memory:</b> writing a value happens-before every read that returns it, in any process.
 *
 * <p><b>Progress:</b> readers take no lock and make no system call; a reader repeats its lookup if the entry was
 * replaced or reclaimed meanwhile. Writers lock one of up to 64 stripes, so writers of different keys seldom meet. The
 * map grows in use, and only writers of the growing stripe wait. If another process is stopped in the middle of a
 * change, writers of the same stripe wait until it continues or dies; they have no time limit and ignore interrupts.
 *
 * <p><b>Functions</b> of {@code compute}, {@code computeIfAbsent}, {@code computeIfPresent} and {@code merge} run once,
 * with the key's stripe locked. They must be short and must not change the map: a change in the same stripe throws
 * {@link IllegalStateException}, and two processes that change each other's stripes deadlock. Reading is allowed. If a
 * function throws, nothing has changed. The functions of {@code removeIf} and {@code replaceAll} run without a lock.
 *
 * <p><b>Death:</b> a change has happened completely or not at all. If a process dies in the middle of one, even inside
 * a function of {@code compute}, the next writer takes over its lock and reclaims the memory that it had allocated and
 * not used.
 *
 * <p><b>Errors:</b> {@link RegionFullException} if there is no room, before anything has changed; removing entries
 * makes room. {@link CodecException} if a key or value cannot be decoded, before anything has changed; {@link #set} and
 * {@link #delete} do not decode the former value. An iterator throws it for the entry concerned, which can then be
 * removed, and continues with the next one; {@code keySet()} does not decode values. {@link RegionClosedException}
 * after the region was closed.
 *
 * <p><b>Algorithm:</b> striped hash tables of references to immutable records in log-structured memory, after Stephen
 * Rumble, Ankita Kejriwal and John Ousterhout, "Log-structured Memory for DRAM-based Storage" (2014). Readers validate
 * what they read, as in a sequence lock (Hans-J. Boehm, "Can Seqlocks Get Along with Programming Language Memory
 * Models?", 2012).
 *
 * <p><b>Size:</b> 256 bytes for each stripe and the name. Each entry takes 24 bytes, key and value each padded to a
 * multiple of 8, and 11 to 22 bytes in the table. Up to one third more is memory of removed records that was not reused
 * yet. A key and its value have at most 512 MiB.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@HandleSerializable
@SuppressWarnings({"exports", "serial"}) // Nullable, which users need not have; is serialized as a handle
public final class ShmMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V>, Serializable {

    /**
     * The choices that all users of the map must agree on. Serialized handles contain it.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param keys how keys are stored
     * @param values how values are stored
     * @param capacityBytes the region's capacity, which determines the number of stripes
     */
    @SuppressWarnings("serial") // codecs that cannot be serialized say so when they are written
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
    private final CodecSupport<K> keys;
    private final CodecSupport<V> values;
    private final EncodedMap<K, V> entries;
    private final MapViews.Keys<K, V> keyView;
    private final MapViews.Values<K, V> valueView;
    private final MapViews.Entries<K, V> entryView;

    private ShmMap(Attachment region, DirectoryEntry entry, Config<K, V> config) {
        this.region = region;
        this.name = entry.name();
        this.store = entry.local(MapStore.class, () -> new MapStore(region.file(), entry, config.stripes()));
        String where = region.file().where() + " map=" + name;
        this.keys = new CodecSupport<>(config.keys(), where);
        this.values = new CodecSupport<>(config.values(), where);
        this.entries = new EncodedMap<>(region, this, keys, values, store);
        this.keyView = new MapViews.Keys<>(this, entries);
        this.valueView = new MapViews.Values<>(this, entries);
        this.entryView = new MapViews.Entries<>(this, entries);
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

    /** Creates a map that is the whole content of another collection. */
    static <K, V> ShmMap<K, V> within(Attachment region, DirectoryEntry entry, Config<K, V> config) {
        return new ShmMap<>(region, entry, config);
    }

    /**
     * Shows up to a hundred entries. Keys and values that cannot be decoded are shown by their bytes, and a closed or
     * damaged map by its name. Never throws.
     */
    @Override
    public String toString() {
        return StateText.ofElements(
                this,
                region,
                name,
                "{}",
                () -> entries.iterator(new MapIterator.Part<>(
                        found -> OwnedCodec.text(found::key) + "=" + OwnedCodec.text(found::value), true)));
    }

    @Override
    public @Nullable V get(Object key) {
        Object lookupKey = entries.lookupKey(key);
        if (lookupKey == null) {
            return null;
        }
        long hash = store.hash(lookupKey);
        byte[] value = store.reader().value(hash, lookupKey);
        return value == null ? null : values.decode(value, key);
    }

    /**
     * Applies a function to a value's bytes in shared memory, without a copy.
     *
     * @param <R> the type of the result
     * @param key the key
     * @param function gets a read-only, big-endian view of the value that is valid during the call only. If the value
     *     is replaced or moved meanwhile, its result is discarded and it is called again, so it must have no side
     *     effects
     * @return the function's last result; null if the key is absent
     */
    public <R> @Nullable R getWith(K key, Function<ByteBuffer, R> function) {
        Objects.requireNonNull(function, "function");
        Object lookupKey = entries.lookupKey(key);
        if (lookupKey == null) {
            return null;
        }
        long hash = store.hash(lookupKey);
        return store.reader().view(hash, lookupKey, function);
    }

    @Override
    public boolean containsKey(Object key) {
        Object lookupKey = entries.lookupKey(key);
        if (lookupKey == null) {
            return false;
        }
        long hash = store.hash(lookupKey);
        return store.reader().contains(hash, lookupKey);
    }

    @Override
    public @Nullable V put(K key, V value) {
        byte[] newValue = values.encode(value);
        return entries.at(key, entry -> {
            V before = entry.value();
            entry.put(newValue);
            return before;
        });
    }

    /**
     * Associates a value with a key like {@link #put}, without decoding the former value. That is faster, and also
     * works if the former value cannot be decoded.
     *
     * @param key the key
     * @param value the new value
     * @throws RegionFullException if there is no room
     */
    public void set(K key, V value) {
        byte[] newValue = values.encode(value);
        var unused = entries.at(key, entry -> {
            entry.put(newValue);
            return null;
        });
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        byte[] newValue = values.encode(value);
        return entries.at(key, entry -> {
            V before = entry.value();
            if (before == null) {
                entry.put(newValue);
            }
            return before;
        });
    }

    @Override
    public @Nullable V remove(Object key) {
        return entries.atAny(key, entry -> {
            V before = entry.value();
            if (before != null) {
                entry.remove();
            }
            return before;
        });
    }

    /**
     * Removes a key like {@link #remove(Object)}, without decoding its value.
     *
     * @param key the key
     * @return true if the key was present
     */
    public boolean delete(K key) {
        return entries.deleteAny(key);
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        return EncodedMap.isTrue(entries.atAny(key, entry -> entry.isEqual(value) && entry.removeIfThere()));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        byte[] newValue = values.encode(value);
        return entries.at(key, entry -> {
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
        return EncodedMap.isTrue(entries.at(key, entry -> {
            boolean equal = entry.isEqual(oldValue);
            if (equal) {
                entry.put(bytes);
            }
            return equal;
        }));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return entries.at(key, entry -> entry.become(function.apply(key, entry.value())));
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V found = get(key);
        return found != null
                ? found
                : entries.at(key, entry -> {
                    V before = entry.value();
                    return before != null ? before : entry.become(function.apply(key));
                });
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return entries.at(key, entry -> {
            V before = entry.value();
            return before == null ? null : entry.become(function.apply(key, before));
        });
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return entries.at(key, entry -> {
            V before = entry.value();
            return entry.become(before == null ? value : function.apply(before, value));
        });
    }

    /** Puts all entries of another map, one after the other, like {@link #set}. */
    @Override
    public void putAll(Map<? extends K, ? extends V> others) {
        others.forEach(this::set);
    }

    /**
     * Replaces each value by the function's result, one entry after the other. If a value changes meanwhile, the
     * function is called again with the newer one, as in {@link ConcurrentMap#replaceAll}. It runs without a lock and
     * may use the map.
     */
    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        for (MapIterator<K, V, ?> all = entries.iterator(valueView.part()); all.hasNext(); ) {
            all.advance().replaceBy(function);
        }
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value, "value");
        for (MapIterator<K, V, ?> all = entries.iterator(valueView.part()); all.hasNext(); ) {
            if (all.advance().hasValue(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Removes all entries, one stripe after the other. A process that dies in between has emptied only some stripes.
     */
    @Override
    public void clear() {
        region.requireOpen();
        store.clear();
    }

    /**
     * Returns the number of entries. It is summed up while other threads may change the map, and is at most {@code
     * Integer.MAX_VALUE}.
     */
    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, mappingCount());
    }

    /**
     * Returns the number of entries like {@link #size}, without the limit of an {@code int}.
     *
     * @return the number of entries
     */
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
        return keyView;
    }

    @Override
    public Collection<V> values() {
        return valueView;
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return entryView;
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
     * Checks that every entry can be found by its key, and that all memory of the map is accounted for. For tests and
     * tools. Locks one stripe after the other.
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
        return region.handleOf(name, ShmMap.class);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw PrimitiveIdentity.refused(getClass());
    }
}
