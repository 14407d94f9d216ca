package io.interlock.internal.map;

import io.interlock.internal.codec.CodecSupport;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry of a map, or the place for one, while its stripe is locked. */
public final class EntryCursor<V> {

    private final Stripe stripe;
    private final long hash;
    private final byte[] keyBytes;
    private final Object key;
    private final CodecSupport<V> values;
    private final boolean exists;

    EntryCursor(Stripe stripe, long hash, byte[] keyBytes, Object key, CodecSupport<V> values) {
        this.stripe = stripe;
        this.hash = hash;
        this.keyBytes = keyBytes;
        this.key = key;
        this.values = values;
        this.exists = stripe.find(hash, keyBytes) != 0;
    }

    public boolean removeIfThere() {
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
    public V value() {
        return exists ? values.decode(stripe.value(), key) : null;
    }

    public boolean isEqual(@Nullable Object value) {
        return exists && value != null && values.isEqual(stripe.value(), value, key);
    }

    public void put(byte[] value) {
        stripe.put(hash, keyBytes, value);
    }

    public void remove() {
        stripe.remove();
    }

    /** What a function made of it: null removes it. */
    @Nullable
    public V become(@Nullable V value) {
        if (value != null) {
            put(values.encode(value));
        } else if (exists) {
            remove();
        }
        return value;
    }
}
