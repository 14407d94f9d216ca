package io.interlock.internal.os;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** The address of a direct buffer, for native calls. Only for processes that can make native calls. */
public final class BufferAddress {

    private BufferAddress() {}

    /** The address of the buffer's first byte; the caller keeps the buffer reachable while it uses the address. */
    public static long of(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }
}
