package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import io.interlock.collection.Codecs;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record, component by component: four bytes of length, or -1 for null, and the component's own codec's bytes.
 *
 * <p>Reads and makes records by reflection: the record is public, in a package that its module opens or exports, or the program
 * is no module.
 */
@SuppressWarnings("serial") // is serialized as a handle
public final class RecordCodec<R extends Record> implements Codec<R>, Serializable {

    private static final int NULL = -1;

    private static final Map<Class<?>, Codec<?>> KNOWN = Map.ofEntries(
            Map.entry(String.class, Codecs.string()),
            Map.entry(byte[].class, Codecs.bytes()),
            Map.entry(int.class, Codecs.int32()),
            Map.entry(Integer.class, Codecs.int32()),
            Map.entry(long.class, Codecs.int64()),
            Map.entry(Long.class, Codecs.int64()),
            Map.entry(short.class, Codecs.int16()),
            Map.entry(Short.class, Codecs.int16()),
            Map.entry(byte.class, Codecs.int8()),
            Map.entry(Byte.class, Codecs.int8()),
            Map.entry(char.class, Codecs.char16()),
            Map.entry(Character.class, Codecs.char16()),
            Map.entry(double.class, Codecs.float64()),
            Map.entry(Double.class, Codecs.float64()),
            Map.entry(float.class, Codecs.float32()),
            Map.entry(Float.class, Codecs.float32()),
            Map.entry(boolean.class, Codecs.bool()),
            Map.entry(Boolean.class, Codecs.bool()));

    private final Class<R> type;
    private final Map<Class<?>, Codec<?>> others;
    private final String id;
    private final Constructor<R> constructor;
    private final List<Component> components;

    /** One component: how it is read, and its codec. */
    private record Component(Method accessor, Codec<Object> codec) {}

    private RecordCodec(
            Class<R> type,
            Map<Class<?>, Codec<?>> others,
            String id,
            Constructor<R> constructor,
            List<Component> components) {
        this.type = type;
        this.others = others;
        this.id = id;
        this.constructor = constructor;
        this.components = components;
    }

    public static <R extends Record> RecordCodec<R> of(Class<R> type, Map<Class<?>, Codec<?>> others) {
        RecordComponent[] parts = type.getRecordComponents();
        List<Component> components = new ArrayList<>();
        StringBuilder description = new StringBuilder();
        for (RecordComponent part : parts) {
            Codec<Object> codec = codecOf(type, part, others);
            Method accessor = part.getAccessor();
            accessor.setAccessible(true);
            components.add(new Component(accessor, codec));
            description
                    .append(part.getName())
                    .append(':')
                    .append(part.getType().getName())
                    .append('=')
                    .append(codec.id())
                    .append(' ');
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordCodec<>(
                    type,
                    others,
                    Fingerprint.of("record", type, description.toString()),
                    constructor,
                    List.copyOf(components));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record=" + type.getName() + " has no canonical constructor", e);
        }
    }

    @SuppressWarnings("unchecked") // a component's codec is of its type
    private static Codec<Object> codecOf(Class<?> type, RecordComponent part, Map<Class<?>, Codec<?>> others) {
        Class<?> partType = part.getType();
        Codec<?> codec = others.containsKey(partType) ? others.get(partType) : KNOWN.get(partType);
        if (codec == null && partType.isEnum()) {
            codec = Codecs.ofEnum(partType.asSubclass(Enum.class));
        }
        if (codec == null && partType.isRecord() && partType != type) {
            codec = of(partType.asSubclass(Record.class), others);
        }
        if (codec == null) {
            throw new IllegalArgumentException("record=" + type.getName() + " component=" + part.getName() + " type="
                    + partType.getName() + ": no codec; give one to ofRecord(type, others)");
        }
        return (Codec<Object>) codec;
    }

    @Override
    public String id() {
        return id;
    }

    @Serial
    private Object writeReplace() {
        return RecordCodecHandle.of(type, others);
    }

    @Override
    public byte[] encode(R value) {
        byte @Nullable [][] parts = new byte[components.size()][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            Object part = partOf(type.cast(value), components.get(i));
            parts[i] = part == null ? null : components.get(i).codec().encode(part);
            length += Integer.BYTES + (parts[i] == null ? 0 : parts[i].length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            bytes.putInt(part == null ? NULL : part.length);
            if (part != null) {
                bytes.put(part);
            }
        }
        return bytes.array();
    }

    @Override
    public R decode(ByteBuffer bytes) {
        @Nullable Object[] parts = new Object[components.size()];
        for (int i = 0; i < parts.length; i++) {
            int length = bytes.getInt();
            if (length < NULL || length > bytes.remaining()) {
                throw new IllegalArgumentException("component="
                        + components.get(i).accessor().getName() + " length=" + length + " of " + bytes.remaining());
            }
            if (length != NULL) {
                parts[i] = components.get(i).codec().decode(bytes.slice(bytes.position(), length));
                bytes.position(bytes.position() + length);
            }
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(
                    "record=" + type.getName() + ": " + bytes.remaining() + " bytes follow its last component");
        }
        return make(parts);
    }

    private R make(@Nullable Object[] parts) {
        try {
            return constructor.newInstance(parts);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "record=" + type.getName() + ": its constructor refused the components: " + e.getCause(),
                    e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object partOf(Record value, Component component) {
        try {
            return component.accessor().invoke(value);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "record=" + value.getClass().getName() + ": its accessor "
                            + component.accessor().getName() + " threw: " + e.getCause(),
                    e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
