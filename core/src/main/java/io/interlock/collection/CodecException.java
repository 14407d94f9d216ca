package io.interlock.collection;

import io.interlock.RegionException;

/**
 * A codec could not decode an element of a collection. The message names the collection, the key and the codec's
 * reason.
 *
 * <p>The element is not lost: {@link #bytes} returns its stored form. A queue and a pipe have delivered it with this
 * exception and continue with the next element. In a map or a list it stays until it is removed or replaced.
 *
 * <pre>{@code
 * ShmQueue<Integer> queue = region.queue("numbers", Codecs.int32(), 1 << 16);
 * try {
 *     System.out.println(queue.poll());
 * } catch (CodecException e) {
 *     System.err.println(e.getMessage() + ": " + e.bytes().length + " bytes");
 * }
 * }</pre>
 */
public class CodecException extends RegionException {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    /**
     * Creates an exception.
     *
     * @param message the collection and the key or index
     * @param cause the codec's exception
     * @param bytes the element as it was stored
     */
    public CodecException(String message, Throwable cause, byte[] bytes) {
        super(message, cause);
        this.bytes = bytes.clone();
    }

    /**
     * Returns the element as it was stored, for another codec or a later attempt.
     *
     * @return a copy of the bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }
}
