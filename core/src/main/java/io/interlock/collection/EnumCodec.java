package io.interlock.collection;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An enum's constants by their place. */
record EnumCodec<E extends Enum<E>>(String id, Class<E> type, E[] constants) implements Codec<E>, Serializable {

    static <E extends Enum<E>> EnumCodec<E> of(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String names = String.join(",", Arrays.stream(constants).map(Enum::name).toArray(String[]::new));
        return new EnumCodec<>(Fingerprint.of("enum", type, names), type, constants);
    }

    @Override
    public byte[] encode(E value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt(type.cast(value).ordinal())
                .array();
    }

    @Override
    public E decode(ByteBuffer bytes) {
        int ordinal = bytes.getInt();
        if (bytes.hasRemaining() || ordinal < 0 || ordinal >= constants.length) {
            throw new IllegalArgumentException(
                    "ordinal=" + ordinal + " of " + constants.length + " in " + type.getName());
        }
        return constants[ordinal];
    }
}
