package io.interlock.internal.codec;

import java.util.HexFormat;

/**
 * Bytes as messages show them, the first of many.
 *
 * @param bytes not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HexDump(byte[] bytes) {

    private static final int MAX_SHOWN = 32;

    @Override
    public String toString() {
        int shown = Math.min(bytes.length, MAX_SHOWN);
        return "0x" + HexFormat.of().formatHex(bytes, 0, shown) + (shown < bytes.length ? "..." : "");
    }
}
