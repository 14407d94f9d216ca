package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import io.interlock.collection.Codecs;
import io.interlock.collection.ShmNamespace;
import io.interlock.internal.directory.PrimitiveIdentity;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** Values of the types that a {@link ShmNamespace} has, each behind a byte that says which; these bytes never change. */
public final class AttributeCodec implements Codec<Object> {

    private static final List<Type<?>> TYPES = List.of(
            new Type<>('S', String.class, Codecs.string()),
            new Type<>('B', byte[].class, Codecs.bytes()),
            new Type<>('z', Boolean.class, Codecs.bool()),
            new Type<>('b', Byte.class, Codecs.int8()),
            new Type<>('c', Character.class, Codecs.char16()),
            new Type<>('s', Short.class, Codecs.int16()),
            new Type<>('i', Integer.class, Codecs.int32()),
            new Type<>('l', Long.class, Codecs.int64()),
            new Type<>('f', Float.class, Codecs.float32()),
            new Type<>('d', Double.class, Codecs.float64()),
            new Type<>('H', Serializable.class, new HandleCodec<>(Serializable.class)));

    private record Type<T>(char tag, Class<T> type, Codec<T> codec) {

        boolean accepts(Object value) {
            return type == Serializable.class
                    ? PrimitiveIdentity.isHandleSerializable(value.getClass())
                    : type.isInstance(value);
        }

        byte[] encode(Object value) {
            byte[] content = codec.encode(type.cast(value));
            return ByteBuffer.allocate(1 + content.length)
                    .put((byte) tag)
                    .put(content)
                    .array();
        }
    }

    @Override
    public String id() {
        return "attribute";
    }

    @Override
    public byte[] encode(Object value) {
        Objects.requireNonNull(value, "value");
        for (Type<?> type : TYPES) {
            if (type.accepts(value)) {
                return type.encode(value);
            }
        }
        throw new IllegalArgumentException("class=" + value.getClass().getName()
                + ": a namespace takes strings, numbers, booleans, characters, byte[], and the region's primitives;"
                + " for others use a map with a codec for them");
    }

    @Override
    public Object decode(ByteBuffer bytes) {
        byte tag = bytes.get();
        for (Type<?> type : TYPES) {
            if (type.tag == tag) {
                return type.codec.decode(bytes);
            }
        }
        throw new IllegalArgumentException("type=" + tag + ": unknown; damaged, or written by a later version");
    }
}
