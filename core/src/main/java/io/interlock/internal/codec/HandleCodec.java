package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import io.interlock.internal.directory.PrimitiveIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.function.Predicate;

/**
 * Primitives and collections of a region, by their handles.
 *
 * <p>A handle names the codecs of its collection, so that a codec of the user's may be read here as well, with what JDK
 * collections and values it is made of. A class that a codec only mentions, such as a record, stands there by its name:
 * see {@link TypeName}.
 */
@SuppressWarnings("serial") // is serialized as a handle
public final class HandleCodec<T extends Serializable> implements OwnedCodec<T>, Serializable {

    private static final String LIBRARY = "io.interlock.";

    private static final Predicate<Class<?>> JDK = new SerializedClasses(HashMap.class, ArrayList.class);

    private final Class<T> type;

    public HandleCodec(Class<T> type) {
        this.type = type;
    }

    private static boolean isAllowed(Class<?> found) {
        return found == Class.class
                || found.getName().startsWith(LIBRARY)
                || Codec.class.isAssignableFrom(found)
                || Enum.class.isAssignableFrom(found)
                || JDK.test(found);
    }

    @Override
    public String id() {
        return "handle:" + type.getSimpleName();
    }

    @Serial
    private Object writeReplace() {
        return new HandleCodecHandle(type);
    }

    @Override
    public byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CheckedOutput out = new CheckedOutput(bytes, HandleCodec::isAllowed)) {
            out.writeChecked(type.cast(value));
        } catch (IOException e) {
            String collection = PrimitiveIdentity.isHandleSerializable(value.getClass())
                    ? value.getClass().getSimpleName() + " "
                    : "";
            throw new IllegalArgumentException(
                    "handle of " + collection + value + ": cannot be stored, as nobody could read it: " + e.getMessage()
                            + "; a handle holds its collection's codecs: a codec has to be Serializable, and its fields"
                            + " strings, numbers, enums, codecs, and maps and lists of those",
                    e);
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
        try (CheckedInput in = new CheckedInput(bytes, HandleCodec::isAllowed, TypeName.loader())) {
            return type.cast(in.readChecked());
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(e.toString(), e);
        }
    }
}
