package io.interlock.internal.map;

import io.interlock.collection.ShmMap;
import io.interlock.internal.map.MapIterator.Part;
import io.interlock.internal.view.ConcurrentSpliterator;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The collection views of a {@link ShmMap}; each reads and writes the map. A view removes by key what it found by its key alone,
 * and otherwise removes an entry only while it has the value that was tested.
 */
public final class MapViews {

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

    /** Removes all that match, each in one step with the comparison of its value; true if there were any. */
    private static <T> boolean removeIf(MapIterator<?, ?, T> all, Predicate<? super T> filter) {
        Objects.requireNonNull(filter, "filter");
        boolean removed = false;
        while (all.hasNext()) {
            if (filter.test(all.next())) {
                removed |= all.removeLast();
            }
        }
        return removed;
    }

    /** The keys. */
    @SuppressWarnings("serial") // is serialized as its map
    public static final class Keys<K, V> extends AbstractSet<K> implements Serializable {

        private final ShmMap<K, V> map;
        private final transient EncodedMap<K, V> entries;
        private final Part<K, V, K> part = new Part<>(MapIterator.Found::key, false);

        public Keys(ShmMap<K, V> map, EncodedMap<K, V> entries) {
            this.map = map;
            this.entries = entries;
        }

        @Serial
        private Object writeReplace() {
            return new Handle(map, Kind.KEYS);
        }

        @Override
        public Iterator<K> iterator() {
            return entries.iterator(part);
        }

        @Override
        public Spliterator<K> spliterator() {
            return new ConcurrentSpliterator<>(this::iterator, Spliterator.DISTINCT);
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
            return entries.deleteAny(key);
        }

        @Override
        public boolean removeIf(Predicate<? super K> filter) {
            return MapViews.removeIf(entries.iterator(part), filter);
        }

        @Override
        public boolean retainAll(Collection<?> kept) {
            Objects.requireNonNull(kept, "kept");
            return removeIf(key -> !kept.contains(key));
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** The values. */
    @SuppressWarnings("serial") // is serialized as its map
    public static final class Values<K, V> extends AbstractCollection<V> implements Serializable {

        private final ShmMap<K, V> map;
        private final transient EncodedMap<K, V> entries;
        private final Part<K, V, V> part = new Part<>(MapIterator.Found::value, true);

        public Values(ShmMap<K, V> map, EncodedMap<K, V> entries) {
            this.map = map;
            this.entries = entries;
        }

        @Serial
        private Object writeReplace() {
            return new Handle(map, Kind.VALUES);
        }

        public Part<K, V, V> part() {
            return part;
        }

        @Override
        public Iterator<V> iterator() {
            return entries.iterator(part);
        }

        @Override
        public Spliterator<V> spliterator() {
            return new ConcurrentSpliterator<>(this::iterator, 0);
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
        public boolean remove(@Nullable Object value) {
            if (value == null) {
                return false;
            }
            MapIterator<K, V, V> all = entries.iterator(part);
            while (all.hasNext()) {
                if (all.advance().hasValue(value) && all.removeLast()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean removeIf(Predicate<? super V> filter) {
            return MapViews.removeIf(entries.iterator(part), filter);
        }

        @Override
        public boolean removeAll(Collection<?> unwanted) {
            Objects.requireNonNull(unwanted, "unwanted");
            return removeIf(unwanted::contains);
        }

        @Override
        public boolean retainAll(Collection<?> kept) {
            Objects.requireNonNull(kept, "kept");
            return removeIf(value -> !kept.contains(value));
        }

        @Override
        public void clear() {
            map.clear();
        }
    }

    /** The entries. */
    @SuppressWarnings("serial") // is serialized as its map
    public static final class Entries<K, V> extends AbstractSet<Map.Entry<K, V>> implements Serializable {

        private final ShmMap<K, V> map;
        private final transient EncodedMap<K, V> entries;
        private final Part<K, V, Map.Entry<K, V>> part = new Part<>(MapIterator.Found::entry, true);

        public Entries(ShmMap<K, V> map, EncodedMap<K, V> entries) {
            this.map = map;
            this.entries = entries;
        }

        @Serial
        private Object writeReplace() {
            return new Handle(map, Kind.ENTRIES);
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return entries.iterator(part);
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return new ConcurrentSpliterator<>(this::iterator, Spliterator.DISTINCT);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && isPossible(entry)
                    && entries.contains(entry.getKey(), entry.getValue());
        }

        @Override
        public boolean add(Map.Entry<K, V> entry) {
            throw new UnsupportedOperationException(
                    "a view of a map cannot add: put the key and its value into the map");
        }

        @Override
        public boolean remove(@Nullable Object other) {
            return other instanceof Map.Entry<?, ?> entry
                    && isPossible(entry)
                    && map.remove(entry.getKey(), entry.getValue());
        }

        /** The filter gets entries that cannot be changed. */
        @Override
        public boolean removeIf(Predicate<? super Map.Entry<K, V>> filter) {
            Objects.requireNonNull(filter, "filter");
            return MapViews.removeIf(
                    entries.iterator(part), entry -> filter.test(new AbstractMap.SimpleImmutableEntry<>(entry)));
        }

        @Override
        public boolean retainAll(Collection<?> kept) {
            Objects.requireNonNull(kept, "kept");
            return removeIf(entry -> !kept.contains(entry));
        }

        @Override
        public void clear() {
            map.clear();
        }

        private static boolean isPossible(Map.Entry<?, ?> entry) {
            return entry.getKey() != null && entry.getValue() != null;
        }
    }
}
