package io.interlock.collection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Java serialization, with a list of the classes that may be read. */
final class SerializableCodec<T extends Serializable> implements OwnedCodec<T> {

    private static final int MOST_DEPTH = 64;

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

    private final Class<T> type;
    private final Set<Class<?>> allowed;

    SerializableCodec(Class<T> type, Class<?>... others) {
        this.type = type;
        this.allowed = new HashSet<>(Set.of(others));
        allowed.add(type);
        allowed.addAll(HARMLESS);
    }

    @Override
    public String id() {
        return Fingerprint.of("serializable", type, "");
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
                || allowed.contains(found)
                || found.isArray()
                        && (found.getComponentType().isPrimitive() || allowed.contains(found.getComponentType()));
        return fits && known ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }
}
