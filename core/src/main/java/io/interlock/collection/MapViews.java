package io.interlock.collection;

import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ShmMap} is as collections: each view reads and writes the map. */
final class MapViews {

    private MapViews() {}

    private enum Kind {
        KEYS,
        VALUES,
        ENTRIES
    }

    /** A view on its way to another process: its map, and which view of it. */
    private record Handle(ShmMap<?, ?> map, Kind kind) implements Serializable {

        @Serial
        private Object readResolve() {
            return switch (kind) {
                case KEYS -> map.keySet();
                case VALUES -> map.values();
                case ENTRIES -> map.entrySet();
            };
        }
    }

    /** The keys. */
    @SuppressWarnings("serial") // travels as its map
    static final class Keys<K, V> extends AbstractSet<K> implements Serializable {

        private final ShmMap<K, V> map;

        Keys(ShmMap<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new Handle(map, Kind.KEYS);
        }

        @Override
        public Iterator<K> iterator() {
            return map.iterator(MapIterator.Found::key);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object key) {
            return map.containsKey(key);
        }

        @Override
        public boolean remove(Object key) {
            return map.deleteAny(key);
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** The values. */
    @SuppressWarnings("serial") // travels as its map
    static final class Values<K, V> extends AbstractCollection<V> implements Serializable {

        private final ShmMap<K, V> map;

        Values(ShmMap<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new Handle(map, Kind.VALUES);
        }

        @Override
        public Iterator<V> iterator() {
            return map.iterator(MapIterator.Found::value);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(Object value) {
            return map.containsValue(value);
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** The entries. */
    @SuppressWarnings("serial") // travels as its map
    static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> implements Serializable {

        private final ShmMap<K, V> map;

        Entries(ShmMap<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new Handle(map, Kind.ENTRIES);
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return map.iterator(MapIterator.Found::entry);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object other) {
            if (!(other instanceof Map.Entry<?, ?> entry) || entry.getKey() == null) {
                return false;
            }
            V value = map.get(entry.getKey());
            return value != null && value.equals(entry.getValue());
        }

        @Override
        public boolean add(Map.Entry<K, V> entry) {
            throw new UnsupportedOperationException(
                    "a view of a map cannot add: put the key and its value into the map");
        }

        @Override
        public boolean remove(@Nullable Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && map.remove(entry.getKey(), entry.getValue());
        }

        @Override
        public void clear() {
            map.clear();
        }
    }
}
