package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A codec as a map uses it, which says where it was when it failed.
 *
 * @param where the beginning of its messages
 */
public record CodecSupport<T>(Codec<T> codec, String where) {

    public byte[] encode(T value) {
        return codec.encode(Objects.requireNonNull(value, where));
    }

    /**
     * A value, from bytes that nobody else has.
     *
     * @param key what to name in the message
     */
    public T decode(byte[] bytes, Object key) {
        return OwnedCodec.decode(codec, bytes, () -> where + " key=" + key);
    }

    /** As {@link #decode}, from bytes that somebody keeps: the value has none of them. */
    public T decodeCopy(byte[] bytes, Object key) {
        return decode(codec instanceof OwnedCodec<T> ? bytes.clone() : bytes, key);
    }

    /** True if the value is equal to what the bytes stand for, or stands there as the same bytes. */
    public boolean isEqual(byte[] bytes, @Nullable Object value, Object key) {
        T found = decode(bytes, key);
        if (found.equals(value)) {
            return true;
        }
        // Arrays are equal to nothing but themselves.
        return value != null
                && value.getClass().isArray()
                && value.getClass() == found.getClass()
                && Arrays.equals(bytes, encodeForeign(value));
    }

    @SuppressWarnings("unchecked") // of the class of a value that this codec has made
    private byte[] encodeForeign(Object value) {
        return encode((T) value);
    }
}
