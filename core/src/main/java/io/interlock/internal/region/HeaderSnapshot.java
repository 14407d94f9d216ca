package io.interlock.internal.region;

import io.interlock.RegionFormatException;
import io.interlock.RegionVersionException;
import io.interlock.internal.format.HeaderLayout;
import io.interlock.internal.format.Owner;
import io.interlock.internal.format.Protocol;
import io.interlock.internal.format.SlotLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a region file's header says, read through the file and validated: a stranger's file is never trusted with an
 * address. The protocol alone is as found, as who only reads need not follow it.
 */
public record HeaderSnapshot(
        int version,
        String library,
        long fileBytes,
        long createdMs,
        long creatorPid,
        long creatorPidNamespace,
        int protocol,
        int slots,
        int slotsBacked,
        long directoryBacked,
        boolean unlinkWhenUnused) {

    /** Reads and validates; the file is not changed, whatever is found. */
    public static HeaderSnapshot read(FileChannel channel, String where) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HeaderLayout.BYTES).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
            // a read may bring less than asked for
        }
        return of(bytes.flip(), channel.size(), where);
    }

    /** Of a region that this process has mapped. */
    public static HeaderSnapshot of(MappedRegion file) {
        ByteBuffer bytes = ByteBuffer.wrap(file.header().getBytes(0, HeaderLayout.BYTES));
        return of(bytes.order(ByteOrder.nativeOrder()), file.fileBytes(), file.where());
    }

    /** True where the first bytes of a file are a region's, of whatever version. */
    public static boolean isRegion(ByteBuffer bytes) {
        return bytes.limit() >= Long.BYTES && bytes.getLong(HeaderLayout.MAGIC) == HeaderLayout.MAGIC_VALUE;
    }

    private static HeaderSnapshot of(ByteBuffer bytes, long size, String where) {
        if (!isRegion(bytes)) {
            throw new RegionFormatException(where + " size=" + size
                    + ": not an Interlock region (wrong magic); use another name, or remove the file yourself");
        }
        if (bytes.limit() < HeaderLayout.BYTES) {
            throw truncated(where, HeaderLayout.BYTES, size);
        }
        if (bytes.getInt(HeaderLayout.VERSION) != HeaderLayout.VERSION_VALUE
                || bytes.getInt(HeaderLayout.BYTE_ORDER) != HeaderLayout.BYTE_ORDER_VALUE) {
            throw new RegionVersionException(where + " format expected=" + HeaderLayout.VERSION_VALUE + " found="
                    + bytes.getInt(HeaderLayout.VERSION) + ": " + maker(bytes)
                    + "; stop its users, then remove it with Region.unlink");
        }
        long fileBytes = bytes.getLong(HeaderLayout.FILE_BYTES);
        if (fileBytes != size) {
            throw truncated(where, fileBytes, size);
        }
        HeaderSnapshot facts = new HeaderSnapshot(
                bytes.getInt(HeaderLayout.VERSION),
                library(bytes),
                fileBytes,
                bytes.getLong(HeaderLayout.CREATED_MS),
                bytes.getLong(HeaderLayout.CREATOR_PID),
                bytes.getLong(HeaderLayout.CREATOR_PID_NS),
                bytes.getInt(HeaderLayout.PROTOCOL),
                bytes.getInt(HeaderLayout.SLOTS),
                bytes.getInt(HeaderLayout.SLOTS_BACKED),
                bytes.getLong(HeaderLayout.DIRECTORY_BACKED),
                bytes.getInt(HeaderLayout.UNLINK_UNUSED) == 1);
        if (!facts.isPossible()) {
            throw new RegionFormatException(where + " slots=" + facts.slotsBacked + "/" + facts.slots + " directory="
                    + facts.directoryBacked + "/" + fileBytes
                    + ": the header is damaged; stop its users, then remove it with Region.unlink");
        }
        return facts;
    }

    /** How its users wait, by name. */
    public String protocolName() {
        return Protocol.describe(protocol);
    }

    /** Room for primitives. */
    public long capacityBytes() {
        return fileBytes - HeaderLayout.directoryBegin(slots);
    }

    /** What has memory; the rest of the file is holes. */
    public long backedBytes() {
        return HeaderLayout.BYTES
                + (long) slotsBacked * SlotLayout.BYTES
                + directoryBacked
                - HeaderLayout.directoryBegin(slots);
    }

    private boolean isPossible() {
        return slots > 0
                && slots <= Owner.MAX_SLOTS
                && slotsBacked >= 0
                && slotsBacked <= slots
                && directoryBacked >= HeaderLayout.directoryBegin(slots)
                && directoryBacked <= fileBytes;
    }

    private static String maker(ByteBuffer header) {
        return "made by Interlock " + library(header) + " in process " + header.getLong(HeaderLayout.CREATOR_PID)
                + " at " + Instant.ofEpochMilli(header.getLong(HeaderLayout.CREATED_MS));
    }

    private static String library(ByteBuffer header) {
        byte[] library = new byte[HeaderLayout.LIBRARY_BYTES];
        header.get(HeaderLayout.LIBRARY, library);
        return new String(library, StandardCharsets.UTF_8).trim();
    }

    private static RegionFormatException truncated(String where, long expected, long found) {
        return new RegionFormatException(where + " size expected=" + expected + " found=" + found
                + ": the file is truncated; stop its users, then remove it with Region.unlink");
    }
}
