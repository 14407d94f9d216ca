package io.interlock.collection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Java serialization, with a list of the classes that may be read. */
@SuppressWarnings("serial") // travels as a handle
final class SerializableCodec<T extends Serializable> implements OwnedCodec<T>, Serializable {

    private static final int MOST_DEPTH = 64;

    private static final String LIBRARY = "io.interlock.";

    private static final Set<Class<?>> HARMLESS = Set.of(
            String.class,
            Number.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            Boolean.class,
            Character.class,
            Enum.class,
            Object.class);

    private final String id;
    private final Class<T> type;
    private final Predicate<Class<?>> allowed;
    private final SerializableCodecHandle handle;

    SerializableCodec(Class<T> type, Class<?>... others) {
        this(
                Fingerprint.of("serializable", type, ""),
                type,
                allowed(type, others),
                new SerializableCodecHandle(type, others.clone(), false));
    }

    private SerializableCodec(String id, Class<T> type, Predicate<Class<?>> allowed, SerializableCodecHandle handle) {
        this.handle = handle;
        this.id = id;
        this.type = type;
        this.allowed = allowed.or(HARMLESS::contains);
    }

    /** Regions' primitives, which travel as handles: of the classes of this library only. */
    static <T extends Serializable> SerializableCodec<T> ofHandles(Class<T> type) {
        return new SerializableCodec<>(
                "handle:" + type.getSimpleName(),
                type,
                found -> found == Class.class || found.getName().startsWith(LIBRARY),
                new SerializableCodecHandle(type, new Class<?>[0], true));
    }

    private static Predicate<Class<?>> allowed(Class<?> type, Class<?>... others) {
        Set<Class<?>> all = new HashSet<>(Set.of(others));
        all.add(type);
        return all::contains;
    }

    @Override
    public String id() {
        return id;
    }

    @Serial
    private Object writeReplace() {
        return handle;
    }

    @Override
    public byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(type.cast(value));
        } catch (IOException e) {
            throw new UncheckedIOException("class=" + type.getName() + ": " + e, e);
        }
        return bytes.toByteArray();
    }

    @Override
    public T decode(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return decodeOwned(copy);
    }

    @Override
    public T decodeOwned(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(info -> check(info, bytes.length));
            return type.cast(in.readObject());
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalArgumentException(e.toString(), e);
        }
    }

    /** An array, or a list that wants room, cannot have more elements than there are bytes. */
    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info, int bytes) {
        Class<?> found = info.serialClass();
        boolean fits = info.depth() <= MOST_DEPTH && info.arrayLength() <= bytes && info.references() <= bytes;
        boolean known = found == null
                || allowed.test(found)
                || (found.isArray()
                        && (found.getComponentType().isPrimitive() || allowed.test(found.getComponentType())));
        return fits && known ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }
}
