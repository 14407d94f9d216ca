package io.interlock.internal.codec;

import io.interlock.collection.Codec;
import io.interlock.collection.CodecException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** A codec that reads an array which nobody else has: the array may become the value, or its part. */
public interface OwnedCodec<T> extends Codec<T> {

    /** As {@link Codec#decode}, from a copy made for it. */
    T decodeOwned(byte[] bytes);

    /** For people: a value, or the beginning of its bytes where the codec cannot read it. */
    public static String text(Supplier<?> value) {
        try {
            return String.valueOf(value.get());
        } catch (CodecException e) {
            return "<unreadable " + new HexDump(e.bytes()) + ">";
        }
    }

    /**
     * Has a codec of whatever kind read an array which nobody else has.
     *
     * @param where the bytes were found, for the message
     * @throws CodecException whatever the codec throws
     */
    static <T> T decode(Codec<T> codec, byte[] bytes, Supplier<String> where) {
        try {
            return codec instanceof OwnedCodec<T> owned
                    ? owned.decodeOwned(bytes)
                    : codec.decode(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        } catch (RuntimeException | LinkageError e) {
            throw new CodecException(
                    where.get() + " bytes=" + bytes.length + " codec=" + codec.id() + ": cannot be read: "
                            + e.getMessage(),
                    e,
                    bytes);
        }
    }
}
