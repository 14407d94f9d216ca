package io.interlock.collection;

import io.interlock.memory.Attachment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map's entries, between its keys and values as objects and the bytes that its stripes hold: what the public map and its views
 * share.
 */
final class EncodedMap<K, V> {

    private final Attachment region;
    private final ShmMap<K, V> map;
    private final Values<K> keys;
    private final Values<V> values;
    private final MapStore store;

    EncodedMap(Attachment region, ShmMap<K, V> map, Values<K> keys, Values<V> values, MapStore store) {
        this.region = region;
        this.map = map;
        this.keys = keys;
        this.values = values;
        this.store = store;
    }

    /** The public map, for what its entries become when they are serialized. */
    ShmMap<K, V> map() {
        return map;
    }

    <T> MapIterator<K, V, T> iterator(MapIterator.Part<K, V, T> part) {
        requireOpen();
        return new MapIterator<>(this, keys, values, store, part);
    }

    void requireOpen() {
        region.requireOpen();
    }

    /** A copy of the value of an encoded key, or null if there is none. */
    byte @Nullable [] valueBytes(byte[] key) {
        return store.reader().value(store.hash(key), key);
    }

    /**
     * Removes the entry of an encoded key.
     *
     * @param value what its value must be; null for any
     * @return true if it was removed
     */
    boolean removeEncoded(byte[] key, byte @Nullable [] value) {
        return isTrue(
                at(key, new Bytes(key), entry -> (value == null || entry.isSame(value)) && entry.removeIfThere()));
    }

    void setEncoded(byte[] key, byte[] value) {
        var unused = at(key, new Bytes(key), entry -> {
            entry.put(value);
            return null;
        });
    }

    /** Replaces the value of an encoded key if it is what was expected. */
    boolean replaceEncoded(byte[] key, byte[] expected, byte[] value) {
        return isTrue(at(key, new Bytes(key), entry -> {
            boolean same = entry.isSame(expected);
            if (same) {
                entry.put(value);
            }
            return same;
        }));
    }

    /** True if the key has this value. */
    boolean contains(Object key, Object value) {
        Object sought = sought(key);
        byte[] found = sought == null ? null : store.reader().value(store.hash(sought), sought);
        return found != null && values.isEqual(found, value, key);
    }

    /** As {@link Sought} has it; null for a key of another class, which is in no map. */
    @Nullable
    Object sought(Object key) {
        region.requireOpen();
        try {
            return Sought.of(keys, own(key));
        } catch (ClassCastException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // the codec throws ClassCastException for a key of another type
    private K own(Object key) {
        return (K) key;
    }

    static boolean isTrue(@Nullable Boolean result) {
        return result != null && result;
    }

    /** Runs a change of one entry under the lock of its stripe. */
    <R> @Nullable R at(K key, Function<LockedEntry<V>, @Nullable R> change) {
        region.requireOpen();
        return at(keys.encode(key), key, change);
    }

    /** As {@link #at(Object, Function)}, without a change and null for a key of another class. */
    <R> @Nullable R atAny(Object key, Function<LockedEntry<V>, @Nullable R> change) {
        region.requireOpen();
        byte[] bytes;
        try {
            bytes = keys.encode(own(key));
        } catch (ClassCastException e) {
            return null;
        }
        return at(bytes, key, change);
    }

    <R> @Nullable R at(byte[] bytes, Object key, Function<LockedEntry<V>, @Nullable R> change) {
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

    boolean deleteAny(Object key) {
        return isTrue(atAny(key, LockedEntry::removeIfThere));
    }
}
