package io.interlock.collection;

/** A codec that reads an array which nobody else has: the array may become the value, or its part. */
interface OwnedCodec<T> extends Codec<T> {

    /** As {@link Codec#decode}, from a copy made for it. */
    T decodeOwned(byte[] bytes);
}
