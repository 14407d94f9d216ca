package io.interlock.collection;

import java.nio.ByteBuffer;

/** A codec that reads an array which nobody else has: the array may become the value, or its part. */
interface OwnedCodec<T> extends Codec<T> {

    /** As {@link Codec#decode}, from a copy made for it. */
    T decodeOwned(byte[] bytes);

    /** Has a codec of whatever kind read an array which nobody else has. */
    static <T> T decode(Codec<T> codec, byte[] bytes) {
        return codec instanceof OwnedCodec<T> owned
                ? owned.decodeOwned(bytes)
                : codec.decode(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }
}
