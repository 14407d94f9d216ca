package io.interlock.internal.access;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Elements of one or two bytes that stand side by side in shared memory, each with the methods that {@link MappedMemory}
 * has for an {@code int}: buffers have no atomic access that small.
 *
 * <p>An element is read with the aligned {@code int} around it, its word, and cut out. It is written alone, by a plain store
 * between the fences that the method's name asks for. What both reads and writes does so by a compare-and-set of the whole
 * word, which fails and is tried again when a neighbour was written meanwhile; so no neighbour's write is lost. The JDK does
 * the same on processors without a compare-and-set of that size.
 *
 * <p>Values come back as their bits, without sign: the caller casts them. Of what is passed in, the low bits count.
 */
public final class PackedMemory {

    private static final int WORD_BYTES = Integer.BYTES;
    private static final boolean LOW_BYTE_FIRST = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private final MappedMemory memory;
    private final int elementBytes;
    private final int mask;

    /**
     * Offsets are those of {@code memory}.
     *
     * @param memory aligned to words, and a multiple of them long
     * @param elementBytes 1 or 2
     */
    public PackedMemory(MappedMemory memory, int elementBytes) {
        this.memory = memory;
        this.elementBytes = elementBytes;
        this.mask = (1 << (elementBytes * Byte.SIZE)) - 1;
    }

    public int getInt(int offset) {
        return elementOf(memory.getInt(wordAround(offset)), offset);
    }

    public int getIntOpaque(int offset) {
        return elementOf(memory.getIntOpaque(wordAround(offset)), offset);
    }

    public int getIntAcquire(int offset) {
        return elementOf(memory.getIntAcquire(wordAround(offset)), offset);
    }

    public int getIntVolatile(int offset) {
        return elementOf(memory.getIntVolatile(wordAround(offset)), offset);
    }

    public void putInt(int offset, int value) {
        if (elementBytes == Byte.BYTES) {
            memory.putByte(offset, (byte) value);
        } else {
            memory.putShort(offset, (short) value);
        }
    }

    /** Stronger than it has to be: the fence keeps the compiler from leaving the store out. */
    public void putIntOpaque(int offset, int value) {
        putIntRelease(offset, value);
    }

    public void putIntRelease(int offset, int value) {
        VarHandle.releaseFence();
        putInt(offset, value);
    }

    public void putIntVolatile(int offset, int value) {
        VarHandle.releaseFence();
        putInt(offset, value);
        // No volatile read that follows may come before the store.
        VarHandle.fullFence();
    }

    public int getAndSetInt(int offset, int value) {
        for (; ; ) {
            int found = getIntVolatile(offset);
            if (compareAndSetInt(offset, found, value)) {
                return found;
            }
        }
    }

    public boolean compareAndSetInt(int offset, int expected, int value) {
        return compareAndExchangeInt(offset, expected, value) == (expected & mask);
    }

    public int compareAndExchangeInt(int offset, int expected, int value) {
        int at = wordAround(offset);
        for (; ; ) {
            int word = memory.getIntVolatile(at);
            int found = elementOf(word, offset);
            if (found != (expected & mask) || memory.compareAndSetInt(at, word, withElement(word, offset, value))) {
                return found;
            }
        }
    }

    /** As {@link MappedMemory#readable}. */
    public ByteBuffer readable(int offset, int length) {
        return memory.readable(offset, length);
    }

    /** As {@link MappedMemory#write}. */
    public void write(int offset, int length, Consumer<ByteBuffer> writer) {
        memory.write(offset, length, writer);
    }

    private int elementOf(int word, int offset) {
        return (word >>> shift(offset)) & mask;
    }

    private int withElement(int word, int offset, int value) {
        int shift = shift(offset);
        return (word & ~(mask << shift)) | ((value & mask) << shift);
    }

    /** How far the element's lowest bit is from its word's. */
    private int shift(int offset) {
        int bytesBefore = offset - wordAround(offset);
        return Byte.SIZE * (LOW_BYTE_FIRST ? bytesBefore : WORD_BYTES - elementBytes - bytesBefore);
    }

    private static int wordAround(int offset) {
        return offset & -WORD_BYTES;
    }
}
