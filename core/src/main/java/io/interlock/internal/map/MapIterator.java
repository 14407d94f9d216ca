package io.interlock.internal.map;

import io.interlock.collection.CodecException;
import io.interlock.collection.ShmMap;
import io.interlock.internal.codec.CodecSupport;
import io.interlock.internal.codec.HexDump;
import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over a map stripe by stripe: copies the keys of a stripe, then returns each key that is still present, with its value
 * of that moment. It holds the keys of one stripe in memory, never those of the whole map.
 *
 * <p>It reads bytes first and decodes them on request. An entry that cannot be decoded is reported in its turn, can then be
 * removed, and the next call continues after it.
 */
public final class MapIterator<K, V, T> implements Iterator<T> {

    private final EncodedMap<K, V> map;
    private final CodecSupport<K> keys;
    private final CodecSupport<V> values;
    private final MapStore store;
    private final Part<K, V, T> part;

    private int nextStripe;
    private Iterator<ByteBuffer> keysOfStripe = Collections.emptyIterator();
    private @Nullable Found<K, V> next;
    private @Nullable Found<K, V> last;

    /**
     * Which part of each entry an iterator returns.
     *
     * @param of makes the part from an entry
     * @param hasValue true if the part includes the value: then only an entry that still has this value is removed
     */
    public record Part<K, V, T>(Function<Found<K, V>, T> of, boolean hasValue) {}

    public MapIterator(
            EncodedMap<K, V> map, CodecSupport<K> keys, CodecSupport<V> values, MapStore store, Part<K, V, T> part) {
        this.map = map;
        this.keys = keys;
        this.values = values;
        this.store = store;
        this.part = part;
    }

    /** Reads the entry that {@link #next} will return, unless it was read before. */
    @Override
    public boolean hasNext() {
        if (next == null) {
            next = findNext();
        }
        return next != null;
    }

    /** @throws CodecException if the entry cannot be decoded; the next call returns the one after it */
    @Override
    public T next() {
        return part.of.apply(advance());
    }

    /** Goes to the next entry without decoding it. */
    public Found<K, V> advance() {
        Found<K, V> found = next == null ? findNext() : next;
        if (found == null) {
            throw new NoSuchElementException();
        }
        next = null;
        last = found;
        return found;
    }

    @Override
    public void remove() {
        var unused = removeLast();
    }

    /**
     * Removes what {@link #next} returned last: the key, or the entry if it still has the value that was returned.
     *
     * @return true if this call removed it
     */
    public boolean removeLast() {
        Found<K, V> found = last;
        if (found == null) {
            throw new IllegalStateException("nothing to remove: call next() first, and remove() once after it");
        }
        last = null;
        return map.removeEncoded(found.keyBytes, part.hasValue ? found.valueBytes : null);
    }

    private @Nullable Found<K, V> findNext() {
        map.requireOpen();
        for (; ; ) {
            while (!keysOfStripe.hasNext()) {
                if (nextStripe == store.stripes().length) {
                    return null;
                }
                keysOfStripe = store.reader().keys(nextStripe++).iterator();
            }
            byte[] key = keysOfStripe.next().array();
            byte[] value = map.valueBytes(key);
            if (value != null) {
                return new Found<>(map, keys, values, key, value);
            }
        }
    }

    /** The bytes of an entry, and the codecs that decode them. */
    public static final class Found<K, V> {

        private final EncodedMap<K, V> map;
        private final CodecSupport<K> keys;
        private final CodecSupport<V> values;
        private final byte[] keyBytes;

        /** Changes when the entry's value is set through the entry. */
        private byte[] valueBytes;

        private Found(
                EncodedMap<K, V> map,
                CodecSupport<K> keys,
                CodecSupport<V> values,
                byte[] keyBytes,
                byte[] valueBytes) {
            this.map = map;
            this.keys = keys;
            this.values = values;
            this.keyBytes = keyBytes;
            this.valueBytes = valueBytes;
        }

        public K key() {
            return keys.decodeCopy(keyBytes, new HexDump(keyBytes));
        }

        public V value() {
            return value(new KeyInWords(this));
        }

        /** @param key what a message names */
        private V value(Object key) {
            return values.decodeCopy(valueBytes, key);
        }

        public boolean hasValue(Object value) {
            return values.isEqual(valueBytes, value, new KeyInWords(this));
        }

        Map.Entry<K, V> entry() {
            K key = key();
            return new Entry<>(this, key, value(key));
        }

        void set(V value) {
            byte[] encoded = values.encode(value);
            map.setEncoded(keyBytes, encoded);
            valueBytes = encoded.clone();
        }

        /**
         * Replaces the value by the function's result. If the entry has another value by then, the function is called again with
         * that one.
         */
        public void replaceBy(BiFunction<? super K, ? super V, ? extends V> function) {
            K key = key();
            for (; ; ) {
                V replacement = Objects.requireNonNull(function.apply(key, value(key)), "function's result");
                if (map.replaceEncoded(keyBytes, valueBytes, values.encode(replacement))) {
                    return;
                }
                byte[] newer = map.valueBytes(keyBytes);
                if (newer == null) {
                    return;
                }
                valueBytes = newer;
            }
        }
    }

    /** A key for messages: decoded only if a message is written. */
    private record KeyInWords(Found<?, ?> found) {

        @Override
        public String toString() {
            try {
                return String.valueOf(found.key());
            } catch (CodecException e) {
                return new HexDump(found.keyBytes).toString();
            }
        }
    }

    /** What the iterator returns: the value of a moment; setting it puts it into the map. */
    private static final class Entry<K, V> extends AbstractMap.SimpleEntry<K, V> {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // is serialized as a handle
        private final ShmMap<K, V> map;

        /** Null where the entry was copied by serialization. */
        private final transient @Nullable Found<K, V> found;

        Entry(Found<K, V> found, K key, V value) {
            super(key, value);
            this.map = found.map.map();
            this.found = found;
        }

        @Override
        public V setValue(V value) {
            if (found == null) {
                map.set(getKey(), value);
            } else {
                found.set(value);
            }
            return super.setValue(value);
        }
    }
}
