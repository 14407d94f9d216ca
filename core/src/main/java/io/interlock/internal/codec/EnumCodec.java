package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/** An enum's constants by their place, which the id fixes: it has all names in their order. */
@SuppressWarnings("EnumOrdinal")
public record EnumCodec<E extends Enum<E>>(String id, Class<E> type, List<E> constants)
        implements Codec<E>, Serializable {

    public static <E extends Enum<E>> EnumCodec<E> of(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        String names = constants.stream().map(Enum::name).collect(Collectors.joining(","));
        return new EnumCodec<>(Fingerprint.of("enum", type, names), type, constants);
    }

    @Serial
    private Object writeReplace() {
        return new EnumCodecHandle(type.getName());
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
        if (bytes.hasRemaining() || ordinal < 0 || ordinal >= constants.size()) {
            throw new IllegalArgumentException("enum=" + type.getName() + " ordinal=" + ordinal + " constants="
                    + constants.size() + ": the bytes are damaged, or another codec wrote them");
        }
        return constants.get(ordinal);
    }
}
