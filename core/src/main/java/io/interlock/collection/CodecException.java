package io.interlock.collection;

import io.interlock.RegionException;

/** A codec could not read what stands in a collection; the message names the collection, the key and the codec's reason. */
public class CodecException extends RegionException {

    private static final long serialVersionUID = 1L;

    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
