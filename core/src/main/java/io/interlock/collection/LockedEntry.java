package io.interlock.collection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry of a map, or the place for one, while its stripe is locked. */
final class LockedEntry<V> {

    private final Stripe stripe;
    private final long hash;
    private final byte[] keyBytes;
    private final Object key;
    private final Values<V> values;
    private final boolean exists;

    LockedEntry(Stripe stripe, long hash, byte[] keyBytes, Object key, Values<V> values) {
        this.stripe = stripe;
        this.hash = hash;
        this.keyBytes = keyBytes;
        this.key = key;
        this.values = values;
        this.exists = stripe.find(hash, keyBytes) != 0;
    }

    boolean removeIfThere() {
        if (exists) {
            remove();
        }
        return exists;
    }

    /** True if the entry's value is these bytes. */
    boolean isSame(byte[] value) {
        return exists && Arrays.equals(stripe.value(), value);
    }

    @Nullable
    V value() {
        return exists ? values.decode(stripe.value(), key) : null;
    }

    boolean isEqual(@Nullable Object value) {
        return exists && value != null && values.isEqual(stripe.value(), value, key);
    }

    void put(byte[] value) {
        stripe.put(hash, keyBytes, value);
    }

    void remove() {
        stripe.remove();
    }

    /** What a function made of it: null removes it. */
    @Nullable
    V become(@Nullable V value) {
        if (value != null) {
            put(values.encode(value));
        } else if (exists) {
            remove();
        }
        return value;
    }
}
