package io.interlock.collection;

import java.nio.ByteBuffer;

/**
 * How values of a type stand in shared memory as bytes.
 *
 * <p>A collection travels to another process as its handle if its codecs are {@link java.io.Serializable}, as those of
 * {@link Codecs} are; else it is asked for there, by its name. To be stored in a region by its handle, see
 * {@link Codecs#handle}, a codec has only fields that are strings, numbers, enums, codecs, or maps and lists of these.
 *
 * <p><b>Threads:</b> an implementation must be safe for any threads.
 *
 * <p><b>Errors:</b> what {@link #decode} throws reaches the caller with the collection's name and key, and breaks nothing
 * else; {@link #encode} runs before anything is changed.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {

    /**
     * What all who attach to a collection must agree on: the codec's name and, where it has one, its version. Stands in the
     * region; 1 to 100 characters, no spaces.
     */
    String id();

    /** The value as bytes; not changed by anybody after that. The array may be the value itself. */
    byte[] encode(T value);

    /**
     * The value that these bytes, from position to limit, stand for.
     *
     * @param bytes read-only, in big-endian order; shared memory, which may be used during this call only
     * @throws RuntimeException if they stand for none; the message says why
     */
    T decode(ByteBuffer bytes);
}
