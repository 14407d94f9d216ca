package io.interlock.internal.map;

import io.interlock.collection.Codecs;
import io.interlock.internal.access.MappedMemory;
import io.interlock.internal.codec.CodecSupport;
import java.nio.ByteOrder;

/** A key that is looked for, without a lock: its bytes; or an {@code int64} itself, for which no array has to be made. */
final class LookupKey {

    private LookupKey() {}

    /** What to look for, for a key of this codec. */
    @SuppressWarnings("ReferenceEquality") // there is one such codec
    static <K> Object of(CodecSupport<K> keys, K key) {
        return key instanceof Long && keys.codec() == Codecs.int64() ? key : keys.encode(key);
    }

    static long hash(Object lookupKey, long seed) {
        return lookupKey instanceof Long number
                ? MappedMemory.hash(word(number), seed)
                : MappedMemory.hash((byte[]) lookupKey, seed);
    }

    /** True if it is the key of this length which stands there. */
    static boolean isAt(MappedMemory in, int at, int keyBytes, Object lookupKey) {
        if (lookupKey instanceof Long number) {
            return keyBytes == Long.BYTES && in.getLong(at) == word(number);
        }
        byte[] bytes = (byte[]) lookupKey;
        return keyBytes == bytes.length && in.matches(at, bytes);
    }

    /** The number's bytes as the codec writes them, in big-endian order, read as one word. */
    private static long word(long number) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? number : Long.reverseBytes(number);
    }
}
