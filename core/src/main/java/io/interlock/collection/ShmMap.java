package io.interlock.collection;

import io.interlock.RegionClosedException;
import io.interlock.RegionFullException;
import io.interlock.internal.codec.CodecSupport;
import io.interlock.internal.codec.OwnedCodec;
import io.interlock.internal.directory.Attachment;
import io.interlock.internal.directory.DirectoryEntry;
import io.interlock.internal.directory.HandleSerializable;
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
 * A map shared by every process that opens the same region. From
 * {@link io.interlock.Region#map(String, Codec, Codec)}; both codecs are what its creator chose, or attaching fails.
 *
 * <p>Keys are equal when their bytes are, as their codec writes them. Null is refused with a {@link NullPointerException}, also
 * by lookups. A key for which the codec throws {@link ClassCastException}, as the codecs of {@link Codecs} do for an object of
 * another class, is in no map: {@code get} returns null, {@code containsKey} and {@code remove} false. Arrays as values are
 * compared by their content wherever a method takes the value: {@code replace}, {@code remove}, {@code containsValue} and those
 * of the views.
 *
 * <p><b>Threads:</b> safe for any threads of any processes; every method of {@link ConcurrentMap} is atomic for each entry.
 * Iterators, spliterators, and methods that use them, such as {@code toString}, {@code equals} and {@code toArray}, are weakly
 * consistent. They return every key that is present from beginning to end exactly once, with a value that it had at the call of
 * {@code hasNext} or {@code next}, and no change makes them fail.
 *
 * <p><b>Views</b> remove only what was tested. {@code values()} and {@code entrySet()}, with their iterators, remove an entry only
 * if its value has the same bytes still; {@code keySet()} and its iterator remove the key with whatever value it has.
 * {@link java.util.Map.Entry#setValue} puts the value, also if the key was removed meanwhile.
 *
 * <p><b>Memory:</b> what a thread did before it put a value is visible to who gets it; pairs [SLOT], [ROOT], [REUSE].
 *
 * <p><b>Progress:</b> readers take no lock and make no system call; they look again when what they read was replaced or
 * given back meanwhile. Writers lock one of up to 64 stripes, so that two that write different
 * keys seldom meet. The map grows while it is used; only writers of the stripe that grows wait.
 * A method that changes the map waits, without limit and whatever interrupts, while another process is stopped in the middle of
 * a change of the same stripe; it goes on when that process continues, or dies.
 *
 * <p><b>Functions</b> given to {@code compute}, {@code computeIfAbsent}, {@code computeIfPresent} and {@code merge} run once, with
 * the key's stripe locked. They should be short and must not change the map: a change in the same stripe throws
 * {@link IllegalStateException}, and two processes that change each other's stripes wait for each other for ever. Reading is
 * allowed. If a function throws, nothing has changed. Filters of {@code removeIf} and the function of {@code replaceAll} run
 * without a lock.
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
public final class ShmMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V>, HandleSerializable {

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

    /** A map that is all of another collection. */
    static <K, V> ShmMap<K, V> within(Attachment region, DirectoryEntry entry, Config<K, V> config) {
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
                () -> entries.iterator(new MapIterator.Part<>(
                        found -> OwnedCodec.text(found::key) + "=" + OwnedCodec.text(found::value), true)));
    }

    @Override
    public @Nullable V get(Object key) {
        Object sought = entries.sought(key);
        if (sought == null) {
            return null;
        }
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
        Objects.requireNonNull(function, "function");
        Object sought = entries.sought(key);
        if (sought == null) {
            return null;
        }
        long hash = store.hash(sought);
        return store.reader().view(hash, sought, function);
    }

    @Override
    public boolean containsKey(Object key) {
        Object sought = entries.sought(key);
        if (sought == null) {
            return false;
        }
        long hash = store.hash(sought);
        return store.reader().contains(hash, sought);
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

    /** As {@link #put}, without reading what was there: faster, and possible also where that cannot be read. */
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

    /** As {@link #remove(Object)}, without reading what was there; true if there was something. */
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

    /** Puts all entries of the other map, one after the other, as {@link #set} does. */
    @Override
    public void putAll(Map<? extends K, ? extends V> others) {
        others.forEach(this::set);
    }

    /**
     * Replaces each value by the function's result, one entry after the other. If a value changes meanwhile, the function is
     * called again for the newer one, as in {@link ConcurrentMap#replaceAll}. It runs without a lock and may use the map.
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
        return HandleSerializable.handle(region, name, ShmMap.class);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException(getClass().getName() + ": travels as a handle only; the stream is damaged");
    }
}
