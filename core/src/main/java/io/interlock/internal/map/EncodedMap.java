package io.interlock.internal.map;

import io.interlock.collection.ShmMap;
import io.interlock.internal.codec.CodecSupport;
import io.interlock.internal.codec.HexDump;
import io.interlock.internal.directory.Attachment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map's entries, between its keys and values as objects and the bytes that its stripes hold: what the public map and its views
 * share.
 */
public final class EncodedMap<K, V> {

    private final Attachment region;
    private final ShmMap<K, V> map;
    private final CodecSupport<K> keys;
    private final CodecSupport<V> values;
    private final MapStore store;

    public EncodedMap(
            Attachment region, ShmMap<K, V> map, CodecSupport<K> keys, CodecSupport<V> values, MapStore store) {
        this.region = region;
        this.map = map;
        this.keys = keys;
        this.values = values;
        this.store = store;
    }

    /** The public map, for what its entries become when they are serialized. */
    public ShmMap<K, V> map() {
        return map;
    }

    public <T> MapIterator<K, V, T> iterator(MapIterator.Part<K, V, T> part) {
        requireOpen();
        return new MapIterator<>(this, keys, values, store, part);
    }

    public void requireOpen() {
        region.requireOpen();
    }

    /** A copy of the value of an encoded key, or null if there is none. */
    public byte @Nullable [] valueBytes(byte[] key) {
        return store.reader().value(store.hash(key), key);
    }

    /**
     * Removes the entry of an encoded key.
     *
     * @param value what its value must be; null for any
     * @return true if it was removed
     */
    public boolean removeEncoded(byte[] key, byte @Nullable [] value) {
        return isTrue(
                at(key, new HexDump(key), entry -> (value == null || entry.isSame(value)) && entry.removeIfThere()));
    }

    public void setEncoded(byte[] key, byte[] value) {
        var unused = at(key, new HexDump(key), entry -> {
            entry.put(value);
            return null;
        });
    }

    /** Replaces the value of an encoded key if it is what was expected. */
    public boolean replaceEncoded(byte[] key, byte[] expected, byte[] value) {
        return isTrue(at(key, new HexDump(key), entry -> {
            boolean same = entry.isSame(expected);
            if (same) {
                entry.put(value);
            }
            return same;
        }));
    }

    /** True if the key has this value. */
    public boolean contains(Object key, Object value) {
        Object lookupKey = lookupKey(key);
        byte[] found = lookupKey == null ? null : store.reader().value(store.hash(lookupKey), lookupKey);
        return found != null && values.isEqual(found, value, key);
    }

    /** As {@link LookupKey} has it; null for a key of another class, which is in no map. */
    @Nullable
    public Object lookupKey(Object key) {
        region.requireOpen();
        try {
            return LookupKey.of(keys, own(key));
        } catch (ClassCastException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // the codec throws ClassCastException for a key of another type
    private K own(Object key) {
        return (K) key;
    }

    public static boolean isTrue(@Nullable Boolean result) {
        return result != null && result;
    }

    /** Runs a change of one entry under the lock of its stripe. */
    public <R> @Nullable R at(K key, Function<EntryCursor<V>, @Nullable R> change) {
        region.requireOpen();
        return at(keys.encode(key), key, change);
    }

    /** As {@link #at(Object, Function)}, without a change and null for a key of another class. */
    public <R> @Nullable R atAny(Object key, Function<EntryCursor<V>, @Nullable R> change) {
        region.requireOpen();
        byte[] bytes;
        try {
            bytes = keys.encode(own(key));
        } catch (ClassCastException e) {
            return null;
        }
        return at(bytes, key, change);
    }

    public <R> @Nullable R at(byte[] bytes, Object key, Function<EntryCursor<V>, @Nullable R> change) {
        region.requireOpen();
        long hash = store.hash(bytes);
        Stripe stripe = store.stripe(hash);
        stripe.lock();
        try {
            return change.apply(new EntryCursor<>(stripe, hash, bytes, key, values));
        } finally {
            stripe.unlock();
        }
    }

    public boolean deleteAny(Object key) {
        return isTrue(atAny(key, EntryCursor::removeIfThere));
    }
}
