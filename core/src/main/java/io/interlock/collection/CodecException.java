package io.interlock.collection;

import io.interlock.RegionException;

/**
 * A codec could not read what stands in a collection; the message names the collection, the key and the codec's reason.
 *
 * <p>What was to be read is not lost: {@link #bytes} are the element as it was stored. A queue and a pipe have delivered it with
 * this exception, and go on with the next element. In a map or list it stays where it is until it is deleted or replaced.
 */
public class CodecException extends RegionException {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    /**
     * With a message that says where the element was.
     *
     * @param bytes the element as it was stored
     */
    public CodecException(String message, Throwable cause, byte[] bytes) {
        super(message, cause);
        this.bytes = bytes.clone();
    }

    /** The element as it was stored, for another codec or for a later try; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
