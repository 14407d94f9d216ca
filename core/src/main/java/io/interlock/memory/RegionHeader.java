package io.interlock.memory;

import io.interlock.RegionFormatException;
import io.interlock.RegionVersionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A file's header, read through the file and validated before anything is mapped: what a stranger's file says is never
 * trusted with an address.
 *
 * @param fileBytes the file's size, as the header and the file agree
 */
record RegionHeader(long fileBytes, Protocol protocol, int slots) {

    /** Reads and validates; the file is not changed, whatever is found. */
    static RegionHeader read(FileChannel channel, String where) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HeaderLayout.BYTES).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
            // a read may bring less than asked for
        }
        int found = bytes.flip().limit();
        if (found < Long.BYTES || bytes.getLong(HeaderLayout.MAGIC) != HeaderLayout.MAGIC_VALUE) {
            throw new RegionFormatException(where + " size=" + channel.size()
                    + ": not an Interlock region (wrong magic); use another name, or remove the file yourself");
        }
        if (found < HeaderLayout.BYTES) {
            throw truncated(where, HeaderLayout.BYTES, channel.size());
        }
        if (bytes.getInt(HeaderLayout.VERSION) != HeaderLayout.VERSION_VALUE
                || bytes.getInt(HeaderLayout.BYTE_ORDER) != HeaderLayout.BYTE_ORDER_VALUE) {
            throw new RegionVersionException(where + " format expected=" + HeaderLayout.VERSION_VALUE + " found="
                    + bytes.getInt(HeaderLayout.VERSION) + ": " + maker(bytes)
                    + "; stop its users, then remove it with Region.unlink");
        }
        long fileBytes = bytes.getLong(HeaderLayout.FILE_BYTES);
        if (fileBytes != channel.size()) {
            throw truncated(where, fileBytes, channel.size());
        }
        int slots = bytes.getInt(HeaderLayout.SLOTS);
        int slotsBacked = bytes.getInt(HeaderLayout.SLOTS_BACKED);
        long heapBacked = bytes.getLong(HeaderLayout.HEAP_BACKED);
        boolean possible = slots > 0
                && slots <= Owner.MOST_SLOTS
                && slotsBacked >= 0
                && slotsBacked <= slots
                && heapBacked >= RegionFile.heapBegin(slots)
                && heapBacked <= fileBytes;
        if (!possible) {
            throw new RegionFormatException(where + " slots=" + slotsBacked + "/" + slots + " heap=" + heapBacked + "/"
                    + fileBytes + ": the header is damaged; stop its users, then remove it with Region.unlink");
        }
        return new RegionHeader(fileBytes, Protocol.ofRegion(bytes.getInt(HeaderLayout.PROTOCOL), where), slots);
    }

    /** Writes the header of a file that has no name yet. */
    static void write(MappedMemory header, long fileBytes, Protocol protocol, int slots, long creationId) {
        header.putInt(HeaderLayout.VERSION, HeaderLayout.VERSION_VALUE);
        header.putInt(HeaderLayout.BYTE_ORDER, HeaderLayout.BYTE_ORDER_VALUE);
        header.putLong(HeaderLayout.FILE_BYTES, fileBytes);
        header.putLong(HeaderLayout.CREATION_ID, creationId);
        header.putLong(HeaderLayout.CREATED_MS, System.currentTimeMillis());
        header.putLong(HeaderLayout.CREATOR_PID, ThisProcess.PID);
        header.putLong(HeaderLayout.CREATOR_PID_NS, ThisProcess.PID_NAMESPACE);
        header.putInt(HeaderLayout.PROTOCOL, protocol.code());
        header.putInt(HeaderLayout.SLOTS, slots);
        header.putBytes(HeaderLayout.LIBRARY, libraryVersion());
        header.putInt(HeaderLayout.SLOTS_BACKED, 0);
        header.putLong(HeaderLayout.HEAP_BACKED, RegionFile.heapBegin(slots));
        AdminLock.initialize(protocol, header);
        // Last, so that a file without a whole header is no region even to a program that finds it half written.
        header.putLongVolatile(HeaderLayout.MAGIC, HeaderLayout.MAGIC_VALUE);
    }

    private static byte[] libraryVersion() {
        String version = RegionHeader.class.getPackage().getImplementationVersion();
        byte[] text = (version == null ? "unpackaged" : version).getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[HeaderLayout.LIBRARY_BYTES];
        System.arraycopy(text, 0, padded, 0, Math.min(text.length, padded.length));
        return padded;
    }

    private static String maker(ByteBuffer header) {
        byte[] library = new byte[HeaderLayout.LIBRARY_BYTES];
        header.get(HeaderLayout.LIBRARY, library);
        return "made by Interlock " + new String(library, StandardCharsets.UTF_8).trim() + " in process "
                + header.getLong(HeaderLayout.CREATOR_PID) + " at "
                + Instant.ofEpochMilli(header.getLong(HeaderLayout.CREATED_MS));
    }

    private static RegionFormatException truncated(String where, long expected, long found) {
        return new RegionFormatException(where + " size expected=" + expected + " found=" + found
                + ": the file is truncated; stop its users, then remove it with Region.unlink");
    }
}
