package io.interlock.collection;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Strings, as small a codec as can be; refuses what begins with an exclamation mark. */
public enum Utf8 implements Codec<String>, Serializable {
    CODEC;

    @Override
    public String id() {
        return "test-utf8";
    }

    @Override
    public byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(ByteBuffer bytes) {
        String value = StandardCharsets.UTF_8.decode(bytes).toString();
        if (value.startsWith("!")) {
            throw new IllegalArgumentException("it says " + value);
        }
        return value;
    }
}
