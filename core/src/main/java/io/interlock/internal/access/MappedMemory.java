package io.interlock.internal.access;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * A bounds-checked piece of shared mapped memory: the one class through which shared memory is read and written.
 *
 * <p>The mapping lives as long as any piece of it is reachable; it is never unmapped under a running operation. Offsets
 * are bytes from the start of the piece; ordered access needs natural alignment, which the {@code VarHandle} checks.
 *
 * <p>Every store passes {@link CrashPoints}, so that a test can end a thread between any two of them.
 */
public final class MappedMemory {

    private static final VarHandle LONG_OF_ARRAY =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long HASH_MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private static final int MAX_ZEROS = 64 * 1024;

    /** What {@link #prefetch} does when it meets this number; else the compiler would leave its load out. */
    private static final long UNLIKELY = 0x9E6C_63D0_876A_68EEL;

    @SuppressWarnings("UnusedVariable") // written, so that the load stays
    private static int unlikely;

    /**
     * More is copied into memory by a call. A call is faster where nobody else wants the cache lines; where a reader has just had
     * them it is slower by a third (QueueBenchmark.contended, messages of 64 bytes), perhaps as its stores are wide and go over
     * a line's end.
     */
    private static final int MAX_BY_WORDS = 128;

    private final ByteBuffer buffer;

    /** The same bytes, of which views are made with one object each. */
    private final ByteBuffer readOnly;

    private final long fileOffset;

    /** Memory that is no part of a region file that this process has mapped. */
    public MappedMemory(ByteBuffer buffer) {
        this(buffer, 0);
    }

    /** @param fileOffset where in the region file the buffer begins */
    public MappedMemory(ByteBuffer buffer, long fileOffset) {
        this.buffer = buffer.order(ByteOrder.nativeOrder());
        this.readOnly = buffer.asReadOnlyBuffer();
        this.fileOffset = fileOffset;
    }

    /** The bytes as a buffer in the machine's byte order, for {@link Words}: it is not to be written otherwise. */
    public ByteBuffer words() {
        return buffer;
    }

    public int size() {
        return buffer.capacity();
    }

    /** The piece of {@code length} bytes that starts at {@code offset}. */
    public MappedMemory slice(int offset, int length) {
        return new MappedMemory(buffer.slice(offset, length), fileOffset + offset);
    }

    /** Where in the region file the piece begins, which is the same in every process. */
    public long fileOffset() {
        return fileOffset;
    }

    public int getInt(int offset) {
        return Words.getInt(buffer, offset);
    }

    public void putInt(int offset, int value) {
        Words.putInt(buffer, offset, value);
    }

    public int getIntOpaque(int offset) {
        return Words.getIntOpaque(buffer, offset);
    }

    public int getIntAcquire(int offset) {
        return Words.getIntAcquire(buffer, offset);
    }

    public int getIntVolatile(int offset) {
        return Words.getIntVolatile(buffer, offset);
    }

    public void putIntOpaque(int offset, int value) {
        Words.putIntOpaque(buffer, offset, value);
    }

    public void putIntRelease(int offset, int value) {
        Words.putIntRelease(buffer, offset, value);
    }

    public void putIntVolatile(int offset, int value) {
        Words.putIntVolatile(buffer, offset, value);
    }

    public int getAndSetInt(int offset, int value) {
        return Words.getAndSetInt(buffer, offset, value);
    }

    public boolean compareAndSetInt(int offset, int expected, int value) {
        return Words.compareAndSetInt(buffer, offset, expected, value);
    }

    public int compareAndExchangeInt(int offset, int expected, int value) {
        return Words.compareAndExchangeInt(buffer, offset, expected, value);
    }

    public int getAndAddInt(int offset, int delta) {
        return Words.getAndAddInt(buffer, offset, delta);
    }

    public long getLong(int offset) {
        return Words.getLong(buffer, offset);
    }

    public void putLong(int offset, long value) {
        Words.putLong(buffer, offset, value);
    }

    public long getLongOpaque(int offset) {
        return Words.getLongOpaque(buffer, offset);
    }

    public long getLongAcquire(int offset) {
        return Words.getLongAcquire(buffer, offset);
    }

    public long getLongVolatile(int offset) {
        return Words.getLongVolatile(buffer, offset);
    }

    public void putLongOpaque(int offset, long value) {
        Words.putLongOpaque(buffer, offset, value);
    }

    public void putLongRelease(int offset, long value) {
        Words.putLongRelease(buffer, offset, value);
    }

    public void putLongVolatile(int offset, long value) {
        Words.putLongVolatile(buffer, offset, value);
    }

    public boolean compareAndSetLong(int offset, long expected, long value) {
        return Words.compareAndSetLong(buffer, offset, expected, value);
    }

    public long compareAndExchangeLong(int offset, long expected, long value) {
        return Words.compareAndExchangeLong(buffer, offset, expected, value);
    }

    public long getAndAddLong(int offset, long delta) {
        return Words.getAndAddLong(buffer, offset, delta);
    }

    public long getAndSetLong(int offset, long value) {
        return Words.getAndSetLong(buffer, offset, value);
    }

    /** A single byte; ordered and atomic access to one is {@link PackedMemory}'s. */
    public void putByte(int offset, byte value) {
        CrashPoints.beforeStore();
        buffer.put(offset, value);
    }

    /** Two bytes; ordered and atomic access to them is {@link PackedMemory}'s. */
    public void putShort(int offset, short value) {
        CrashPoints.beforeStore();
        buffer.putShort(offset, value);
    }

    public void putBytes(int offset, byte[] bytes) {
        putBytes(offset, bytes, 0, bytes.length);
    }

    public byte[] getBytes(int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.get(offset, bytes);
        return bytes;
    }

    /** Copies {@code length} bytes of an array, from {@code from} on, to {@code offset}. */
    public void putBytes(int offset, byte[] bytes, int from, int length) {
        CrashPoints.beforeStore();
        if (length > MAX_BY_WORDS) {
            buffer.put(offset, bytes, from, length);
            return;
        }
        int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            buffer.putLong(offset + i, (long) LONG_OF_ARRAY.get(bytes, from + i));
        }
        for (int i = whole; i < length; i++) {
            buffer.put(offset + i, bytes[from + i]);
        }
    }

    /** Copies {@code length} bytes from {@code offset} into an array, from {@code to} on. */
    public void getBytes(int offset, byte[] into, int to, int length) {
        buffer.get(offset, into, to, length);
    }

    /** A view of a part, in the machine's byte order, from which many elements are copied at once. */
    public ByteBuffer readable(int offset, int length) {
        return readOnly.slice(offset, length).order(ByteOrder.nativeOrder());
    }

    /** Has many elements copied at once into a part, a buffer in the machine's byte order; it is not to be kept. */
    public void write(int offset, int length, Consumer<ByteBuffer> writer) {
        CrashPoints.beforeStore();
        writer.accept(buffer.slice(offset, length).order(ByteOrder.nativeOrder()));
    }

    /** Copies bytes from another piece; the two places do not overlap. */
    public void copyFrom(MappedMemory source, int from, int offset, int length) {
        CrashPoints.beforeStore();
        buffer.put(offset, source.buffer, from, length);
    }

    /** Asks for the cache line with this word, at a multiple of 8, without waiting for it. */
    public void prefetch(int offset) {
        if (Words.getLongOpaque(buffer, offset) == UNLIKELY) {
            unlikely++;
        }
    }

    /** True if these bytes stand at {@code offset}, which is a multiple of 8. */
    public boolean matches(int offset, byte[] bytes) {
        if (bytes.length == Long.BYTES) {
            // Numbers: without the loop.
            return getLong(offset) == (long) LONG_OF_ARRAY.get(bytes, 0);
        }
        int whole = bytes.length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            if (getLong(offset + i) != (long) LONG_OF_ARRAY.get(bytes, i)) {
                return false;
            }
        }
        for (int i = whole; i < bytes.length; i++) {
            if (buffer.get(offset + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** A view of the bytes for reading only, in big-endian order. */
    public ByteBuffer view(int offset, int length) {
        return readOnly.slice(offset, length);
    }

    /**
     * A number of 64 bits for these bytes, the same in every process of this machine. Equal bytes have equal numbers; of
     * those of others each bit is as good as random.
     */
    public static long hash(byte[] bytes, long seed) {
        long hash = start(bytes.length, seed);
        int whole = bytes.length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            hash = mix(hash ^ (long) LONG_OF_ARRAY.get(bytes, i));
        }
        if (whole < bytes.length) {
            long rest = 0;
            for (int i = whole; i < bytes.length; i++) {
                rest = rest << Byte.SIZE | (bytes[i] & 0xFF);
            }
            hash = mix(hash ^ rest);
        }
        return mix(hash);
    }

    /** The same number as for the word's bytes in the machine's order. */
    public static long hash(long word, long seed) {
        return mix(mix(start(Long.BYTES, seed) ^ word));
    }

    private static long start(int length, long seed) {
        return seed ^ (length * HASH_MULTIPLIER);
    }

    /** Both halves of the product with an odd number, folded, as in wyhash. */
    private static long mix(long bits) {
        return (bits * HASH_MULTIPLIER) ^ Math.multiplyHigh(bits, HASH_MULTIPLIER) ^ bits >>> 32;
    }

    /** A part as a buffer, in big-endian order, that may be kept and written, past {@link CrashPoints}. */
    public ByteBuffer writable(int offset, int length) {
        return buffer.slice(offset, length);
    }

    /** Zeroes the whole piece. */
    public void clear() {
        byte[] zeros = new byte[Math.min(size(), MAX_ZEROS)];
        for (int at = 0; at < size(); at += zeros.length) {
            int length = Math.min(zeros.length, size() - at);
            write(at, length, to -> to.put(zeros, 0, length));
        }
    }
}
