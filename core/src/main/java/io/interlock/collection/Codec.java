package io.interlock.collection;

import java.nio.ByteBuffer;

/**
 * Converts values of a type to the bytes that a collection stores, and back. {@link Codecs} has codecs for common
 * types.
 *
 * <pre>{@code
 * Codec<Instant> millis = new Codec<Instant>() {
 *     public String id() {
 *         return "instant-ms";
 *     }
 *
 *     public byte[] encode(Instant value) {
 *         return ByteBuffer.allocate(8).putLong(value.toEpochMilli()).array();
 *     }
 *
 *     public Instant decode(ByteBuffer bytes) {
 *         return Instant.ofEpochMilli(bytes.getLong());
 *     }
 * };
 * region.map("lastSeen", Codecs.string(), millis).set("worker-1", Instant.now());
 * }</pre>
 *
 * <p><b>Serialization:</b> a collection can be captured by the task of another process if its codecs are {@link
 * java.io.Serializable}, as those of {@link Codecs} are. Otherwise the other process asks its region for the
 * collection. To store the handle of a collection in a region, see {@link Codecs#handle}, its codecs may only have
 * fields that are strings, numbers, enums, codecs, or maps and lists of these.
 *
 * <p><b>Threads:</b> an implementation must be safe for use by many threads.
 *
 * <p><b>Errors:</b> an exception of {@link #decode} reaches the caller in a {@link CodecException} and damages nothing.
 * {@link #encode} runs before anything is changed, so its exceptions leave the collection as it was.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {

    /**
     * Identifies the stored form, with a version if it has several. All processes that use a collection must agree on
     * the id, which is stored in the region.
     *
     * @return 1 to 100 characters without spaces
     */
    String id();

    /**
     * Converts a value to bytes.
     *
     * @param value the value, never null
     * @return the bytes, which nobody may change afterwards. The array may be the value itself
     */
    byte[] encode(T value);

    /**
     * Converts bytes to a value.
     *
     * @param bytes the bytes from position to limit, read-only and big-endian. They lie in shared memory and may be
     *     used during this call only
     * @return the value
     * @throws RuntimeException if the bytes do not represent a value; the message says why
     */
    T decode(ByteBuffer bytes);
}
