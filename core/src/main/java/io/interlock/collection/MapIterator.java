package io.interlock.collection;

import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a map stripe by stripe: notes the keys of a stripe, then gives each that is still there, with its value of that
 * moment. What it notes is one stripe's keys, not the map.
 *
 * <p>It reads bytes ahead, and has the codecs read them when they are asked for: what cannot be read is told of in its turn, can
 * be removed then, and the next call goes on behind it.
 */
final class MapIterator<K, V, T> implements Iterator<T> {

    private final ShmMap<K, V> map;
    private final Values<K> keys;
    private final Values<V> values;
    private final MapStore store;
    private final Function<Found<K, V>, T> part;

    private int nextStripe;
    private Iterator<ByteBuffer> keysOfStripe = Collections.emptyIterator();
    private @Nullable Found<K, V> next;
    private @Nullable Found<K, V> last;

    /** @param part what is given of each entry */
    MapIterator(ShmMap<K, V> map, Values<K> keys, Values<V> values, MapStore store, Function<Found<K, V>, T> part) {
        this.map = map;
        this.keys = keys;
        this.values = values;
        this.store = store;
        this.part = part;
        this.next = findNext();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** @throws CodecException if it cannot be read; the next call gives the next */
    @Override
    public T next() {
        Found<K, V> found = next;
        if (found == null) {
            throw new NoSuchElementException();
        }
        last = found;
        next = findNext();
        return part.apply(found);
    }

    /** Removes the key given last, whatever its value has become. */
    @Override
    public void remove() {
        Found<K, V> found = last;
        if (found == null) {
            throw new IllegalStateException("nothing to remove: call next() first, and remove() once after it");
        }
        last = null;
        map.deleteEncoded(found.keyBytes);
    }

    private @Nullable Found<K, V> findNext() {
        for (; ; ) {
            while (!keysOfStripe.hasNext()) {
                if (nextStripe == store.stripes().length) {
                    return null;
                }
                keysOfStripe = store.reader().keys(nextStripe++).iterator();
            }
            byte[] key = keysOfStripe.next().array();
            long hash = store.hash(key);
            byte[] value = store.reader().value(hash, key);
            if (value != null) {
                return new Found<>(map, keys, values, key, value);
            }
        }
    }

    /** An entry's bytes, and who reads them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found<K, V>(ShmMap<K, V> map, Values<K> keys, Values<V> values, byte[] keyBytes, byte[] valueBytes) {

        K key() {
            // A codec may keep the array; the iterator needs it to remove the key.
            return keys.decode(keyBytes.clone(), new Bytes(keyBytes));
        }

        V value() {
            return values.decode(valueBytes, new KeyInWords(this));
        }

        Map.Entry<K, V> entry() {
            K key = key();
            return new Entry<>(map, key, values.decode(valueBytes, key));
        }
    }

    /** For messages: a key that is only read if there is one to be written. */
    private record KeyInWords(Found<?, ?> found) {

        @Override
        public String toString() {
            try {
                return String.valueOf(found.key());
            } catch (CodecException e) {
                return new Bytes(found.keyBytes).toString();
            }
        }
    }

    /** What the iterator gives: a moment's value; setting it puts it into the map. */
    private static final class Entry<K, V> extends AbstractMap.SimpleEntry<K, V> {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // travels as a handle
        private final ShmMap<K, V> map;

        Entry(ShmMap<K, V> map, K key, V value) {
            super(key, value);
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            map.set(getKey(), value);
            return super.setValue(value);
        }
    }
}
