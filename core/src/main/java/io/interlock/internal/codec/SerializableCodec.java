package io.interlock.internal.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;

/** Java serialization, with a list of the classes that may be written and read. */
@SuppressWarnings("serial") // is serialized as a handle
public final class SerializableCodec<T extends Serializable> implements OwnedCodec<T>, Serializable {

    private final String id;
    private final Class<T> type;
    private final SerializedClasses allowed;
    private final SerializableCodecHandle handle;

    public SerializableCodec(Class<T> type, Class<?>... others) {
        this.id = Fingerprint.of("serializable", type, "");
        this.type = type;
        this.handle = SerializableCodecHandle.of(type, others);
        this.allowed = new SerializedClasses(others);
        this.allowed.add(type);
    }

    @Override
    public String id() {
        return id;
    }

    @Serial
    private Object writeReplace() {
        return handle;
    }

    /**
     * The value's bytes, once they have been read back: the limits of depth and size, and whatever the value's class
     * checks itself, are seen only by reading.
     */
    @Override
    public byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CheckedOutput out = new CheckedOutput(bytes, allowed)) {
            out.writeChecked(type.cast(value));
            out.flush();
            var unused = read(bytes.toByteArray());
        } catch (InvalidClassException e) {
            throw refused(e.getMessage() + wayOut(e), e);
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            throw refused(e.toString(), e);
        } catch (StackOverflowError e) {
            throw refused("objects are nested too deeply", e);
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
        try {
            return read(bytes);
        } catch (InvalidClassException e) {
            throw new IllegalArgumentException(e.getMessage() + wayOut(e), e);
        } catch (IOException | ClassNotFoundException | LinkageError | StackOverflowError e) {
            throw new IllegalArgumentException(e.toString(), e);
        }
    }

    private T read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (CheckedInput in = new CheckedInput(bytes, allowed, type.getClassLoader())) {
            return type.cast(in.readChecked());
        }
    }

    private String wayOut(InvalidClassException e) {
        return e.classname == null
                ? ""
                : "; allow it with Codecs.serializable(" + type.getSimpleName() + ".class, " + e.classname + ".class)";
    }

    private IllegalArgumentException refused(String why, Throwable cause) {
        return new IllegalArgumentException(
                "class=" + type.getName() + ": a value of it cannot be stored, as nobody could read it: " + why, cause);
    }
}
