package io.interlock.collection;

import java.nio.ByteBuffer;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a map stripe by stripe: notes the keys of a stripe, then gives each that is still there, with its value of that
 * moment. What it notes is one stripe's keys, not the map.
 */
final class MapIterator<K, V> implements Iterator<Map.Entry<K, V>> {

    private final ShmMap<K, V> map;
    private final Values<K> keys;
    private final Values<V> values;
    private final MapStore store;

    private int nextStripe;
    private Iterator<ByteBuffer> keysOfStripe = Collections.emptyIterator();
    private @Nullable Entry next;
    private @Nullable Entry last;

    MapIterator(ShmMap<K, V> map, Values<K> keys, Values<V> values, MapStore store) {
        this.map = map;
        this.keys = keys;
        this.values = values;
        this.store = store;
        this.next = findNext();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Map.Entry<K, V> next() {
        Entry entry = next;
        if (entry == null) {
            throw new NoSuchElementException();
        }
        last = entry;
        next = findNext();
        return entry;
    }

    /** Removes the key given last, whatever its value has become. */
    @Override
    public void remove() {
        Entry entry = last;
        if (entry == null) {
            throw new IllegalStateException("nothing to remove: call next() first, and remove() once after it");
        }
        last = null;
        var unused = map.delete(entry.getKey());
    }

    private @Nullable Entry findNext() {
        for (; ; ) {
            while (!keysOfStripe.hasNext()) {
                if (nextStripe == store.stripes().length) {
                    return null;
                }
                keysOfStripe = store.stripes()[nextStripe++].reader().keys().iterator();
            }
            byte[] key = keysOfStripe.next().array();
            long hash = store.hash(key);
            byte[] value = store.stripe(hash).reader().value(hash, key);
            if (value != null) {
                K decoded = keys.decode(key.clone(), "?");
                return new Entry(decoded, values.decode(value, decoded));
            }
        }
    }

    /** What the iterator gives: a moment's value; setting it puts it into the map. */
    private final class Entry extends AbstractMap.SimpleEntry<K, V> {

        private static final long serialVersionUID = 1L;

        Entry(K key, V value) {
            super(key, value);
        }

        @Override
        public V setValue(V value) {
            map.set(getKey(), value);
            return super.setValue(value);
        }
    }
}
