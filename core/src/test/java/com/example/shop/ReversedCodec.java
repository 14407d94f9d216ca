package com.example.shop;

import io.interlock.collection.Codec;
import io.interlock.collection.Codecs;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Map;

/** A codec of a user's, with fields. */
public class ReversedCodec implements Codec<String>, Serializable {

    private static final long serialVersionUID = 1L;

    private final Serializable field;

    @SuppressWarnings("serial") // the codecs of Codecs are serializable, though their type does not say so
    private final Codec<String> inner = Codecs.string();

    public ReversedCodec(Map<String, Order.State> field) {
        this.field = (Serializable) field;
    }

    /** @param field of a class that no reader of handles allows */
    public ReversedCodec(Article field) {
        this.field = field;
    }

    @Override
    public String id() {
        return "reversed";
    }

    @Override
    public byte[] encode(String value) {
        return inner.encode(new StringBuilder(value).reverse().toString());
    }

    @Override
    public String decode(ByteBuffer bytes) {
        return new StringBuilder(inner.decode(bytes)).reverse().toString();
    }

    @Override
    public String toString() {
        return "ReversedCodec" + field;
    }
}
